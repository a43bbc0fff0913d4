:FORWARD,OUTPUT
*filter
-j CLONE;;FAIL
-j CLONE --mark;;FAIL
-j CLONE --mark 1;-j CLONE --mark 0x1;OK
-j CLONE --mark 0x1;=;OK
-j CLONE --mark 0xffffffff;=;OK
-j CLONE --mark 4294967295;-j CLONE --mark 0xffffffff;OK
-j CLONE --mark 4294967296;;FAIL
-j CLONE --mark 0;;FAIL
-j CLONE --mark -1;;FAIL
-j CLONE --mark 0x1/0xff;;FAIL
-j CLONE --mark one;;FAIL
-j CLONE --mark 1 --mark 2;;FAIL
-j CLONE ! --mark 1;;FAIL
:INPUT
-j CLONE --mark 1;;FAIL
:PREROUTING
*mangle
-j CLONE --mark 1;;FAIL
:FORWARD
*mangle
-j CLONE --mark 1;;FAIL
