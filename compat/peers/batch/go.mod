module slipway.dev/peers/batch

go 1.23.0
