package main

func written(record func(string, interface{})) {
}
