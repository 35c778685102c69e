# A person without an enrolled beacon is counted at the door and is no visitor.
with door front entrance
at 0: door front working for 0
at 10: door front in
at 40: door front u-turn
at 70: door front out
at 900: time
expect
  0.00 sensor.state front-beams working
  10.00 door.crossed front in
  70.00 door.crossed front out
  900.00 door.traffic front 900 in 1 out 1 u-turns 1 blind 0
