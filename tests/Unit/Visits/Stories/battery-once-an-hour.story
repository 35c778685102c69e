at 10: battery alice 2900
at 20: battery alice 2890
at 3609: battery alice 2880
at 3610: battery alice 2870
expect
  10.00 beacon.health alice 2900
  3610.00 beacon.health alice 2870
