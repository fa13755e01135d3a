package main

import (
	"fmt"
	"strings"
)

// written runs cases thought of by hand: crosses of tables for what depends on details of texts.
func written(record func(string, interface{})) {
	dates(record)
	durations(record)
	regexes(record)
	words(record)
	merges(record)
	numbers(record)
	urls(record)
	encodings(record)
	chains(record)
}

var layouts = []string{
	"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05.999999999Z07:00", "Mon Jan _2 15:04:05 2006", "Mon Jan _2 15:04:05 MST 2006",
	"Monday, 02-Jan-06 15:04:05 MST", "Mon, 02 Jan 2006 15:04:05 -0700", "3:04PM", "03:04:05 pm", "Jan _2 15:04:05.000000", "2006-01-02",
	"20060102150405", "January 2, 2006", "2006-002", "2006-__2", "06/1/2 4:5", "15h04m05s", "2006-01-02 15:04:05,000", "15:04:05.000 -07", "15:04:05.999 -070000",
	"-07:00:00 Z07 Z0700 Z070000 Z07:00:00", "_2006 Month Monthly Januaryly Jan.", "Mon.Mond MST-0700", "PM pm P p", "5.0.9.00x.99", "",
	"plain text", "2006-01-02 15:04:05.999999999 -0700 MST", "Jan 2 2006 at 3:04pm (MST)", "ünïcödé 2006 日本", "02.01.2006 15.04", "2 1 3 4 5",
}

func dates(record func(string, interface{})) {
	times := []string{"2024-02-29T12:30:45.123456789Z", "1999-12-31T23:59:59Z", "2024-07-04T00:05:09.5Z", "0001-01-01T00:00:00Z", "1969-07-20T20:17:40.00012Z", "2038-01-19T03:14:08Z", "1893-03-31T12:00:00Z"}
	for _, layout := range layouts {
		for _, t := range times {
			record("{{ date .l .t }}|{{ dateInZone .l .t \"UTC\" }}|{{ dateInZone .l .t \"America/New_York\" }}|{{ dateInZone .l .t \"Asia/Kolkata\" }}|{{ dateInZone .l .t \"No/Where\" }}", hint{"l": layout, "t": h("time", t)})
		}
		for _, seconds := range []interface{}{n64(0), n(1700000000), h("int32", "86400"), n64(-1), n64(253402300800), n64(-62135596801), n64(1 << 40)} {
			record("{{ date .l .t }}|{{ date_in_zone .l .t \"Europe/Berlin\" }}|{{ dateInZone .l .t \"Australia/Lord_Howe\" }}|{{ htmlDate .t }}|{{ htmlDateInZone .t \"Asia/Tokyo\" }}", hint{"l": layout, "t": seconds})
		}
		values := []string{
			"2024-02-29T12:30:45Z", "2024-02-29T12:30:45.25+02:00", "Thu Feb 29 12:30:45 2024", "Thu Feb 29 12:30:45 CET 2024", "Thursday, 29-Feb-24 12:30:45 UTC", "Thu, 29 Feb 2024 12:30:45 +0100",
			"2024-02-30", "2024-13-01", "2023-366", "2024-366", "2024-060", "3:04AM", "12:30AM", "12:30PM", "13:00PM", "25:00", "feb 29 2024", "FEBRUARY 9, 2024", "99/1/2 4:5", "68/12/31 23:59",
			"12:30:45.5 +25", "12:61:00", "12:30:61", "2024-03-31 02:30:00 +0000 UTC", "2024-02-29 12:30:45.999 -0530 IST", "2024-07-01 12:00:00 +0200 CEST", "Jan 2 2024 at 3:04pm (EST)", "Jan 2 2024 at 3:04pm (GMT+3)", "", " ", "x",
		}
		for _, value := range values {
			record("{{ toDate .l .v }}|{{ mustToDate .l .v | unixEpoch }}", hint{"l": layout, "v": value})
		}
	}
	for _, zone := range []string{"", "UTC", "Local", "Europe/London", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Casablanca", "Europe/Dublin", "EST", "Etc/GMT+5", "Pacific/Apia", "Europe/Moscow", "europe/berlin", "../x", "/etc", "Mars/Base"} {
		for _, t := range []string{"2024-01-15T00:00:00Z", "2024-07-15T12:00:00Z", "2011-12-30T12:00:00Z", "1985-07-15T12:00:00Z", "2013-05-01T00:00:00Z"} {
			record("{{ dateInZone \"2006-01-02 15:04:05 -0700 MST Mon\" .t .z }}", hint{"t": h("time", t), "z": zone})
		}
	}
	for _, value := range []string{"2024-02-29T12:30:45Z", "2024-02-29T12:30:45+01:00", "2024-02-29T12:30:45+05:30", "2024-02-29T24:30:45Z", "2024-02-29T12:30:45", "2024-02-29", "2024-2-29T12:30:45Z"} {
		record("{{ $t := toDate \"2006-01-02T15:04:05Z07:00\" .v }}{{ $t }}|{{ $t.Unix }}|{{ $t.Year }}-{{ $t.Month }}-{{ $t.Day }}|{{ $t.Weekday }}|{{ $t.YearDay }}|{{ $t.Format \"15:04 MST\" }}|{{ $t.UTC }}|{{ $t.Local }}|{{ $t.AddDate 0 1 1 }}|{{ $t.IsZero }}|{{ $t.Location }}|{{ ($t.Sub ($t.AddDate 0 0 -3)).Hours }}|{{ $t.UnixNano }}|{{ $t | toJson }}|{{ int $t.Month }}|{{ $t.Nosuch }}", hint{"v": value})
	}
	record("{{ toDate \"2006-01-02\" \"2024-01-31\" | date \"Jan 2\" }}{{ (toDate \"2006-01-02\" \"2024-01-31\").Add 3600 }}{{ dateModify \"-1.5h\" (toDate \"2006-01-02\" \"2024-01-31\") }}", nil)
	record("{{ unixEpoch \"2024\" }}", nil)
	record("{{ dateModify \"1h\" 5 }}", nil)
}

func durations(record func(string, interface{})) {
	for _, d := range []interface{}{
		"1h", "90m", "1.5h", "-2h45m", "300ms", "1us", "1µs", "1μs", "15ns", "0", "", "1", "1d", "h", ".5s", "-.5m", "1e3s", "1h 2m", "+5s", "--5s", "9223372036854775807ns", "9223372036854775808ns", "2540400h10m10s", "0.0000000001h", "99999999999h", "3.33333333333333333333h", "1s2", "ü", "720h", "8760h", "8761h", "30s", "61s", "25h",
		n64(95), n64(0), n64(-60), n64(3600000000000), n64(90061000000000), n(95), 95.5, nil, true, "95", "-12", "08", "9223372036854775807", "99999999999999999999",
	} {
		record("{{ duration .d }}|{{ durationRound .d }}", hint{"d": d})
		record("{{ dateModify .d .t }}|{{ mustDateModify .d .t }}", hint{"d": d, "t": h("time", "2024-02-29T12:00:00Z")})
	}
}

func regexes(record func(string, interface{})) {
	patterns := []string{
		"a", "a*", "a+?", "(a)(b)?", "^", "$", "", "\\b", "[a-z]+", "\\d{2,3}", "(?i)foo", "(?P<first>\\w+) (?P<second>\\w+)", "(?<x>b)", "x|y|", "\\pL+", "\\p{Greek}", "[[:alpha:]]", "[^,]*", "(?m)^line\\d$", "(?s).+", "\\Qa.b\\E",
		"\\x41", "\\.", "(", ")", "[", "a**", "*", "a{2,1}", "a{1001}", "(?P<n", "(?P<n>a)(?P<n>b)", "\\8", "\\p{Nope}", "[z-a]", "(?z)", "\\", "a\\", "[[:foo:]]", "\\C", "(?=a)", "x{2}{3}", "(?i:A)b", "\\z", "\\Z", "日+", "é|ü", "[é-ü]", "\\W", "((a)|b)*", "\xff",
	}
	subjects := []string{"", "a", "aab", "baaac", "foo FOO Foo", "hello world", "line1\nline2\n", "a,b,,c", "12 345 6", "日本語", "éüß", "a.b axb", "xyz", "  "}
	for _, p := range patterns {
		for _, s := range subjects {
			data := hint{"p": p, "s": s}
			record("{{ regexMatch .p .s }}|{{ mustRegexFind .p .s }}|{{ mustRegexFindAll .p .s -1 | toJson }}|{{ mustRegexFindAll .p .s 2 | toJson }}", data)
			record("{{ mustRegexSplit .p .s -1 | toJson }}|{{ mustRegexSplit .p .s 2 | toJson }}|{{ mustRegexSplit .p .s 0 | toJson }}", data)
			record("{{ mustRegexReplaceAll .p .s \"[$0-${1}-$2x-$$-${first}-$second.]\" }}|{{ mustRegexReplaceAllLiteral .p .s \"$1\" }}|{{ mustRegexReplaceAll .p .s \"\" }}", data)
		}
		record("{{ regexFind .p .s }}", hint{"p": p, "s": "`"})
		record("{{ regexSplit .p .s 1 }}", hint{"p": p + "`", "s": "a`b"})
		record("{{ regexReplaceAll .p .s \"${1\" }}{{ regexQuoteMeta .p }}", hint{"p": p, "s": "aa"})
	}
	for _, r := range []string{"$", "$$", "$1", "${1}", "$1a", "${1}a", "$x", "${x}", "${", "$}", "${}", "$ 1", "$99999999999", "$ü", "${ü}", "a$", "$0$0"} {
		record("{{ regexReplaceAll \"(?P<x>b+)(c)?\" \"abbcab\" .r }}", hint{"r": r})
	}
}

func words(record func(string, interface{})) {
	subjects := []string{
		"FirstName", "HTTPServer", "NoHTTPS", "GO_PATH", "GO PATH", "GO-PATH", "http2xx", "HTTP20xOK", "Duration2m3s", "Bld4Floor3rd", "_complex__case_", "-a--b-", "a", "A", "AB", "ABc", "aB", "", " ", "__", "1a", "a1", "A1B2", "a.b.C", "foo!Bar", "é", "ÉcoleNormale", "日本語Text", "ǆabc", "ß", "İstanbul", "x9Y", "userID", "UserIDs", "some words here", "GOLANG_IS_GREAT", "tab\tsep", "𝒜b", "\xffAb", "a\xffB", "a\u00a0b", "x\u0085y",
		"The quick brown fox jumps over the lazy dog and runs away", "supercalifragilisticexpialidocious is long", "a  b   c    d", "  leading and trailing  ", "line one\nline two is longer", "ünïcödé wörds gö hërê änd thërê",
	}
	for _, s := range subjects {
		data := hint{"s": s}
		if strings.Contains(s, "\xff") {
			data = hint{"s": h("text", base64Of(s))}
		}
		record("{{ snakecase .s }}|{{ camelcase .s }}|{{ kebabcase .s }}|{{ title .s }}|{{ untitle .s }}|{{ swapcase .s }}|{{ upper .s }}|{{ lower .s }}|{{ initials .s }}|{{ nospace .s }}|{{ trim .s }}", data)
		for _, width := range []int{-3, 0, 1, 4, 5, 7, 10, 20, 80} {
			data["w"] = n(width)
			record("{{ wrap .w .s }}|{{ wrapWith .w \"~\" .s }}|{{ wrapWith .w \"\" .s }}|{{ abbrev .w .s }}|{{ abbrevboth 3 .w .s }}|{{ abbrevboth 6 .w .s }}|{{ abbrevboth 12 .w .s }}|{{ trunc .w .s }}", data)
			record("{{ substr 0 .w .s }}|{{ substr 2 .w .s }}|{{ substr -1 .w .s }}", data)
			record("{{ substr .w -1 .s }}", data)
			if width >= 0 {
				record("{{ indent .w .s }}|{{ nindent .w .s }}|{{ repeat .w .s }}", data)
			}
		}
		for _, cut := range []string{"", "a", " ", "ab", "é", "\n", "The", "日", "_", "dog", "-a"} {
			data["c"] = cut
			record("{{ trimAll .c .s }}|{{ trimPrefix .c .s }}|{{ trimSuffix .c .s }}|{{ contains .c .s }}|{{ hasPrefix .c .s }}|{{ hasSuffix .c .s }}|{{ replace .c \"<>\" .s }}|{{ splitList .c .s | toJson }}|{{ splitn .c 2 .s }}|{{ split .c .s }}|{{ cat .s nil .c 1 }}|{{ quote .s .c nil }}|{{ squote .s nil .c }}", data)
		}
	}
	for _, count := range []int{-1, 0, 1, 2} {
		record("{{ plural \"one\" \"many\" .n }}{{ splitn \",\" .n \"a,b,c,d\" }}{{ repeat .n \"ab\" }}", hint{"n": n(count)})
	}
}

func merges(record func(string, interface{})) {
	values := []interface{}{nil, false, true, "", "s", 0.0, 1.0, n(0), []interface{}{}, []interface{}{1.0}, hint{}, hint{"x": 1.0}, hint{"x": nil, "y": hint{"z": ""}}, h("nil", "map"), h("nil", "list"), h("stringmap", hint{"x": "1"}), h("time", "2024-02-29T12:30:45Z")}
	for _, a := range values {
		for _, b := range values {
			for _, f := range []string{"merge", "mergeOverwrite", "mustMerge", "mustMergeOverwrite"} {
				record(fmt.Sprintf("{{ $r := %s .d .s }}{{ toJson $r }}|{{ toJson .d }}|{{ toJson .s }}", f), hint{"d": hint{"k": a, "other": 1.0}, "s": hint{"k": b}})
				record(fmt.Sprintf("{{ $r := %s .d .s }}{{ toJson $r }}", f), hint{"d": hint{"k": a}, "s": hint{"k": b, "n": hint{"k": a}}})
			}
		}
	}
	record("{{ $d := dict \"a\" (dict) }}{{ $s := dict \"a\" (dict \"b\" (dict \"c\" 1)) }}{{ $r := merge $d $s }}{{ $_ := set $s.a.b \"c\" 2 }}{{ $d }} {{ $s }}", nil)
	record("{{ $d := dict }}{{ $s := dict \"a\" (dict \"b\" 1) }}{{ $r := merge $d $s }}{{ $_ := set $s.a \"b\" 2 }}{{ $d }} {{ $s }}", nil)
	record("{{ $s := dict \"a\" (dict \"b\" (list 1 2)) }}{{ $d := deepCopy $s }}{{ $_ := set $s.a \"b\" 2 }}{{ $d }} {{ $s }}", nil)
	record("{{ $d := dict \"a\" 1 }}{{ $_ := merge $d $d }}{{ $_ := mergeOverwrite $d (dict \"d\" $d.a) $d }}{{ $d }}", nil)
	record("{{ $l := splitList \",\" \"c,b,a\" }}{{ $s := sortAlpha $l }}{{ $l }} {{ $s }}", nil)
	record("{{ $l := list \"c\" \"b\" \"a\" }}{{ $s := sortAlpha $l }}{{ $l }} {{ $s }}", nil)
	record("{{ deepCopy nil }}", nil)
	record("{{ mustDeepCopy (list nil 1 (dict \"a\" nil)) | toJson }}", nil)
	for _, call := range []string{"dig", "dig 1", "dig \"a\" \"b\"", "dig \"a\" \"b\" .d", "dig \"a\" \"x\" 5 .d", "dig \"a\" \"b\" \"c\" \"d\" 5 .d", "dig \"n\" \"b\" 5 .d", "dig \"s\" \"b\" 5 .d", "dig 1 \"b\" 5 .d", "dig \"a\" 5 nil", "dig \"a\" 5 \"x\"", "dig \"a\" 5 .sm", "dig \"z\" \"y\" (list 1) .d", "dig \"a\" \"b\" 5 .nil"} {
		record("{{ "+call+" }}", hint{"d": hint{"a": hint{"b": hint{"c": "v"}}, "n": nil, "s": "text"}, "sm": h("stringmap", hint{"a": "b"}), "nil": h("nil", "map")})
	}
}

func numbers(record func(string, interface{})) {
	values := []interface{}{nil, true, false, "", "0", "7", "-7", "007", "08", "0x10", "0b11", "0o17", "1_000", "1.0", "1.00", "1.5", "1.", ".0", "1e3", "inf", "NaN", " 1", "+5", "9223372036854775807", "9223372036854775808", "99999999999999999999999", 0.0, 2.5, -2.5, 1e300, -1e300, 9.2e18, 9.3e18, h("float64", "NaN"), h("float64", "+Inf"), h("float64", "-Inf"), n(5), n64(-9223372036854775808), h("uint64", "18446744073709551615"), h("uint8", "255"), h("float32", "0.1"), []interface{}{}, hint{}, h("bytes", "MQ=="), 0.1, 0.2, 0.3, 1.005, 123.555555, -0.5, 0.5, 1e21, 4.35, 2.675, 1e-7}
	for _, v := range values {
		data := hint{"v": v}
		record("{{ int .v }}|{{ int64 .v }}|{{ float64 .v }}|{{ toDecimal .v }}|{{ add1 .v }}|{{ add .v 1 2 }}|{{ sub 10 .v }}|{{ mul 3 .v }}|{{ max .v 3 }}|{{ min .v 3 }}|{{ floor .v }}|{{ ceil .v }}|{{ maxf .v 1.5 }}|{{ minf .v 1.5 }}|{{ typeOf .v }}|{{ kindOf .v }}|{{ toString .v }}|{{ empty .v }}|{{ default \"d\" .v }}", data)
		record("{{ div 100 .v }}|{{ mod 100 .v }}", data)
		record("{{ addf .v 1.1 2.2 }}|{{ add1f .v }}|{{ subf 10.5 .v 1 }}|{{ mulf .v 1.1 3 }}", data)
		record("{{ divf 10 .v }}|{{ divf .v 3 }}", data)
		for _, places := range []int{-2, 0, 1, 2, 3, 10, 25, 330} {
			record("{{ round .v .p }}|{{ round .v .p 0.9 }}|{{ round .v .p 0.0 }}", hint{"v": v, "p": n(places)})
		}
	}
	for _, a := range []string{"", "12", "-12", "012", "1.5", "x", "9223372036854775808", "-99999999999999999999"} {
		record("{{ atoi .a }}", hint{"a": a})
	}
	for _, c := range []string{"seq", "seq 5", "seq -3", "seq 0", "seq 2 5", "seq 5 2", "seq 1 2 7", "seq 7 -2 1", "seq 7 2 1", "seq 1 -2 7", "seq 1 0 7", "seq 1 2 3 4", "until 3 | toJson", "until 0 | toJson", "until -3 | toJson", "untilStep 0 10 3 | toJson", "untilStep 3 0 -1 | toJson", "untilStep 0 3 -1 | toJson", "untilStep 3 0 1 | toJson", "untilStep 0 3 0 | toJson", "until 3 | typeOf", "chunk 2 (list 1 2 3 4 5) | toJson", "chunk 0 (list 1)", "chunk -1 (list 1)", "chunk -2 (list 1)", "chunk -2 (list 1 2 3)", "chunk -2 (list 1 2 3 4)", "chunk 0 (list)", "chunk 3 (list) | toJson", "chunk 3 (list) | typeOf"} {
		record("{{ "+c+" }}", nil)
	}
}

func urls(record func(string, interface{})) {
	for _, u := range []string{
		"", "http://example.com", "https://user:pass@host:8080/a/b?x=1&y=2#frag", "mailto:joe@example.com", "//host/path", "///path", "/abs/path?q", "rel/path", "a:b", "1a:b", ":foo", "http://[::1]:80/", "http://[::1", "http://[fe80::1%25eth0]/", "http://[1.2.3.4]/", "http://[::g]/", "http://host:port/", "http://a:1:2/", "foo://a:1:2/", "http://us%20er@h/", "http://us er@h/", "http://%zz/", "http://h/%zz", "http://h/%41%2f", "http://h/a b", "http://h/?a=b?c", "http://h/?", "http://h?", "http://h#", "http://h#a%20b", "http://h#%z", "*", "x*", "a b:c", "http://h/\x01", "http://ü.de/ä?ö#ß", "HTTP://Host/", "http:opaque?q#f", "http:/path", "x:///y", "http://a@b@c/", "http://user:@h/", "http://:pw@h/", "file:///etc/hosts", "http://h:80", "http://h:", "http://<h>/", "http://h\"/", "tel:+1-816", "urn:a:b", "a%2fb:c",
	} {
		record("{{ $u := urlParse .u }}{{ toJson $u }}|{{ urlJoin $u }}", hint{"u": u})
	}
	for _, d := range []interface{}{hint{}, hint{"scheme": "http", "host": "h", "path": "p"}, hint{"path": "a:b/c"}, hint{"path": "/a b?c#d"}, hint{"host": "h:80", "userinfo": "u:p w"}, hint{"userinfo": "u@x:y", "host": "h"}, hint{"userinfo": "ü"}, hint{"scheme": "mailto", "opaque": "a@b", "query": "q"}, hint{"scheme": 5.0}, hint{"host": nil}, hint{"path": []interface{}{}}, hint{"fragment": "a b#c", "query": "x y"}, hint{"scheme": "http"}, hint{"scheme": "http", "path": "/x"}, hint{"path": "*"}, hint{"userinfo": "u"}} {
		record("{{ urlJoin .d }}", hint{"d": d})
	}
	for _, p := range []string{"", "/", "//", ".", "..", "/..", "../..", "a", "a/", "/a", "/a/", "a/b", "a//b", "a/./b", "a/../b", "/a/../../b", "a/b.c", "a.b/c", ".hidden", "a/.b", "x.tar.gz", "a/b/", "///a", "é/ü.ö"} {
		record("{{ base .p }}|{{ dir .p }}|{{ clean .p }}|{{ ext .p }}|{{ isAbs .p }}|{{ osBase .p }}|{{ osDir .p }}|{{ osClean .p }}|{{ osExt .p }}|{{ osIsAbs .p }}", hint{"p": p})
	}
}

func encodings(record func(string, interface{})) {
	for _, s := range []string{"", "a", "ab", "abc", "YQ==", "YQ=", "YQ", "Y", "Y===", "YWI=", "YWJj", "YWJjZA==", "YW Jj", "YWJj\n", "Y\nW\r\nI=", "YQ=\n=", "YQ==x", "YQ==\nx", "=", "====", "@@@@", "YWJj@", "_-==", "MFRGG===", "MFRGG", "MFRGG==", "MF", "ME======", "M=======", "mfrgg===", "MFRGGZDFMY======", "MFRG=GZD", "M1111111", "ü", "\x00\xff"} {
		data := hint{"s": s}
		if strings.Contains(s, "\xff") {
			data = hint{"s": h("text", base64Of(s))}
		}
		record("{{ b64enc .s }}|{{ b64dec .s }}|{{ b32enc .s }}|{{ b32dec .s }}|{{ sha1sum .s }}|{{ sha256sum .s }}|{{ sha512sum .s }}|{{ adler32sum .s }}", data)
		record("{{ decryptAES \"key\" .s }}", data)
	}
	record("{{ decryptAES \"secretkey\" \"30tEfhuJSVRhpG97XCuWgz2okj7L8vQ1s6V9zVUPeDQ=\" }}", nil)
	for _, kind := range []string{"maximum", "long", "medium", "short", "basic", "pin", "none"} {
		record(fmt.Sprintf("{{ derivePassword 1 %q \"password\" \"user\" \"example.com\" }}|{{ derivePassword 4294967295 %q \"\" \"\" \"\" }}|{{ derivePassword 2 %q \"pässword\" \"üser\" \"site\" }}", kind, kind, kind), nil)
	}
	record("{{ derivePassword -1 \"pin\" \"\" \"\" \"\" }}", nil)
	record("{{ htpasswd \"a:b\" \"c\" }}", nil)
	record("{{ genPrivateKey \"nope\" }}", nil)
	record("{{ genCA \"ca\" \"x\" }}", nil)
	for _, c := range []string{"buildCustomCert \"!\" \"\"", "buildCustomCert \"\" \"!\"", "buildCustomCert \"YQ==\" \"YQ==\"", "genCAWithKey \"ca\" 1 \"x\"", "genSelfSignedCert \"cn\" (list 1) nil 5", "genSelfSignedCert \"cn\" (list \"x\") nil 5", "genSelfSignedCert \"cn\" nil (list 1) 5", "genSignedCert \"cn\" nil nil 5 \"ca\"", "genSelfSignedCertWithKey \"cn\" nil nil 5 \"-----BEGIN FOO-----\\n-----END FOO-----\\n\"", "genCAWithKey \"ca\" 1 \"-----BEGIN X PRIVATE KEY-----\\n-----END X PRIVATE KEY-----\\n\"", "randInt 5 5", "randInt 7 5", "randBytes -1", "randAlpha -1", "randAlphaNum 0", "randNumeric \"x\"", "shuffle \"\"", "shuffle \"a\"", "getHostByName \"no.such.host.invalid\""} {
		record("{{ "+c+" }}", nil)
	}
	for _, j := range []string{"", " ", "null", "true", "tru", "trux", "falsy", "nul", "1", "-1", "-", "01", "1.", "1.5e3", "1e", "1e+", "1e999", "[1e999,2]", "\"a\"", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\ude00x\"", "\"tab\t\"", "[]", "[1,]", "[,", "[1 2]", "[1", "{}", "{\"a\":1,\"a\":2}", "{\"a\"}", "{\"a\" 1}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "{\"a\":1 \"b\"}", "1 2", "'x'", "ü", "\x7f", "{\"b\":[1,{\"c\":null}],\"a\":\"\\u003c\\/\"}", "[[[[[[]]]]]]", "nullx", "\"\\\"\"", "0.1e-7", "123456789012345678901234567890", "[\"é\",\"\u2028\"]"} {
		record("{{ fromJson .j | toJson }}|{{ mustFromJson .j | toPrettyJson }}", hint{"j": j})
	}
	for _, v := range []interface{}{nil, true, 1.0, 1e6, 1e20, 1e21, 123456789012.5, 1e-6, 1e-7, -0.0, 0.1, h("float32", "0.1"), h("float32", "1e-7"), h("float64", "NaN"), h("float64", "-Inf"), n(5), h("uint64", "18446744073709551615"), "<a href='x'>&\"\\/", "\u2028\u2029\x7f\x01\b\f\n\r\t", h("text", base64Of("a\xffb")), h("bytes", "aGk="), h("strings", []interface{}{"x"}), h("ints", []interface{}{1, 2}), h("stringmap", hint{"b": "1", "a": "2"}), h("nil", "list"), h("nil", "map"), []interface{}{}, hint{}, []interface{}{[]interface{}{}, hint{}, hint{"z": 1.0, "a": []interface{}{1.0}}}, h("time", "2024-02-29T12:30:45.5Z"), hint{"é": 1.0, "z": 2.0, "<": 3.0}} {
		record("{{ toJson .v }}|{{ toRawJson (default \"x\" .v) }}|{{ toPrettyJson .v }}", hint{"v": v})
		record("{{ mustToJson .v }}|{{ mustToPrettyJson .v }}|{{ mustToRawJson .v }}", hint{"v": v})
		record("{{ toRawJson .v }}", hint{"v": v})
	}
	record("{{ toJson (genPrivateKey \"x\") }}{{ toJson (semver \"v1.2\") }}", nil)
}

func chains(record func(string, interface{})) {
	for _, t := range []string{
		"{{ fail \"no %s\" }}", "{{ if fail \"x\" }}{{ end }}", "{{ ternary 1 2 true }}{{ ternary 1 2 false }}", "{{ ternary 1 2 \"x\" }}", "{{ true | ternary \"a\" \"b\" }}",
		"{{ coalesce nil \"\" 0 \"x\" }}{{ coalesce }}{{ coalesce nil }}", "{{ all 1 \"\" }}{{ all }}{{ any 0 \"\" }}{{ any }}{{ any 1 }}", "{{ empty nil }}{{ empty (dict) }}{{ empty (list 0) }}",
		"{{ list 1 2 | first }}{{ list | first }}{{ list 1 2 | last }}{{ list | last }}", "{{ rest (list) | toJson }}{{ initial (list) | toJson }}{{ rest (list 1) | toJson }}", "{{ concat (list) (list) | toJson }}{{ concat | toJson }}{{ concat (list 1) (list 2) | toJson }}",
		"{{ concat (list 1) nil }}", "{{ concat (list 1) \"a\" }}", "{{ append nil 1 }}", "{{ append \"a\" 1 }}", "{{ mustAppend \"a\" 1 }}", "{{ first nil }}", "{{ first \"abc\" }}", "{{ has 1 nil }}", "{{ has 1 \"a\" }}", "{{ has 1 (list 1.0 1) }}", "{{ uniq (list 1 1 \"1\" 1.0 (list 1) (list 1)) }}",
		"{{ slice (list 1 2 3) }}{{ slice (list 1 2 3) 1 }}{{ slice (list 1 2 3) 1 2 }}{{ slice (list 1 2 3) \"1\" }}", "{{ slice (list 1 2 3) 2 1 }}", "{{ slice (list 1 2 3) -1 }}", "{{ slice (list 1 2 3) 4 }}", "{{ slice \"abc\" 1 }}", "{{ mustSlice 5 }}", "{{ slice (list) 5 9 }}", "{{ slice nil }}",
		"{{ without (list 1 2 3) 2 }}{{ without (list 1 2) }}", "{{ join \"-\" (list 1 nil \"a\" true) }}{{ join \"-\" \"a\" }}{{ join \"-\" nil }}{{ join \"-\" 5 }}{{ join \"-\" (until 3) }}", "{{ sortAlpha (list 3 1 \"2\" nil) }}{{ sortAlpha \"x\" }}{{ sortAlpha 5 }}",
		"{{ toStrings nil }}{{ toStrings 5 }}{{ toStrings (list 1 nil true) }}{{ typeOf (toStrings 1) }}", "{{ reverse (list 1 2 3) }}{{ compact (list 1 \"\" nil 0 2) }}", "{{ prepend (list 1) 2 }}{{ push (list 1) 2 }}",
		"{{ dict \"a\" }}{{ dict \"a\" 1 \"b\" }}{{ dict 1 2 nil 3 }}{{ dict }}", "{{ get (dict \"a\" nil) \"a\" }}{{ get (dict) \"x\" | quote }}", "{{ set nil \"a\" 1 }}", "{{ set (dict) \"a\" 1 }}", "{{ unset (dict \"a\" 1 \"b\" 2) \"a\" }}{{ unset (dict) \"z\" }}", "{{ hasKey (dict \"a\" nil) \"a\" }}",
		"{{ pluck \"a\" (dict \"a\" 1) (dict \"b\" 2) (dict \"a\" nil) }}", "{{ pick (dict \"a\" 1 \"b\" 2) \"a\" \"z\" }}{{ omit (dict \"a\" 1 \"b\" 2) \"a\" \"z\" }}", "{{ keys (dict \"a\" 1) (dict \"b\" 2) | sortAlpha }}{{ values (dict \"a\" 1) }}{{ keys | toJson }}",
		"{{ typeIs \"int\" 1 }}{{ typeIs \"string\" \"\" }}{{ typeIsLike \"semver.Version\" (semver \"1.2.3\") }}{{ typeOf nil }}{{ kindOf nil }}{{ kindIs \"slice\" (list) }}{{ typeOf (list) }}{{ typeOf (dict) }}{{ kindOf (until 2) }}", "{{ deepEqual (list 1) (list 1) }}{{ deepEqual (dict \"a\" 1) (dict \"a\" 1.0) }}{{ deepEqual nil nil }}{{ deepEqual (rest (list)) (list) }}",
		"{{ $v := semver \"v1.2.3-beta.1+meta\" }}{{ $v }}|{{ $v.Major }}|{{ $v.Minor }}|{{ $v.Patch }}|{{ $v.Prerelease }}|{{ $v.Metadata }}|{{ $v.Original }}|{{ $v.String }}|{{ $v.IncPatch }}|{{ $v.IncMinor }}|{{ $v.IncMajor }}|{{ $v.Compare (semver \"1.2.3\") }}|{{ $v.LessThan (semver \"1.2.3\") }}|{{ ($v.SetPrerelease \"rc\").String }}|{{ typeOf $v.IncMajor }}",
		"{{ (semver \"1.2.3\").Nope }}", "{{ (semver \"1.2.3\").Compare \"1.2.3\" }}", "{{ (semver \"1.2.3\").SetPrerelease \"01\" }}", "{{ (semver \"18446744073709551615.0.0\").IncMajor }}", "{{ (semver \"1.2.3\").Compare nil }}",
		"{{ semver \"x\" }}", "{{ semverCompare \"x\" \"1.2.3\" }}", "{{ semverCompare \">1\" \"x\" }}", "{{ semverCompare \">=1.2.0\" \"1.2.3\" }}{{ semverCompare \"^2\" \"1.2.3\" }}", "{{ hello }}", "{{ quote 1 nil true 2.5 (list \"a\") }}", "{{ nospace \"a b\" | upper | repeat 2 | trunc 3 }}", "{{ (split \"$\" \"foo$bar\")._1 }}", "{{ range $k, $v := split \",\" \"a,b,c,d,e,f,g,h,i,j,k\" }}{{ $k }}={{ $v }} {{ end }}",
		"{{ range until 3 }}{{ . }}{{ end }}{{ range seq 1 3 | splitList \" \" }}{{ . }},{{ end }}", "{{ index (until 3) 2 }}{{ len (until 3) }}", "{{ expandenv \"$NOPE_X ${NOPE_Y} $ ${} ${ $1 a$\" }}{{ env \"NOPE_X\" }}",
	} {
		record(t, nil)
	}
}
