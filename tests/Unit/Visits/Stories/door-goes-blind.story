# A trolley in the beam from 100 s to 160 s, then silence that is noticed a minute late, across the end of the interval.
with door front entrance
at 5: door front working for 0           # five seconds after the start: until then nobody knew
at 50: door front in
at 100: door front blocked for 50
at 160: door front working for 0
at 940: door front silent for 60         # silent since 880, the earlier interval is already told
at 1000: door front working for 0
at 1800: time
expect
  5.00 sensor.state front-beams working
  50.00 door.crossed front in
  100.00 sensor.state front-beams blocked
  160.00 sensor.state front-beams working
  900.00 door.traffic front 900 in 1 out 0 u-turns 0 blind 65
  940.00 sensor.state front-beams silent
  1000.00 sensor.state front-beams working
  1800.00 door.traffic front 900 in 0 out 0 u-turns 0 blind 100
