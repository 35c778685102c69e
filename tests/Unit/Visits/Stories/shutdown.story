# The daemon stops: nobody stays for ever, and the interval is told as far as it came.
with door front entrance
at 0: door front working for 0
from 10 to 30 every 0.35: beacon alice entrance -60
at 12: door front in
at 33: close
expect
  0.00 sensor.state front-beams working
  10.70 visitor.arrived visit-1 alice entrance 0.77 by entrance-radio
  12.00 door.crossed front in
  33.00 visitor.left visit-1 alice entrance after 19.25 0.9 by entrance-radio front-beams
  33.00 door.traffic front 33 in 1 out 0 u-turns 0 blind 0
