# Each interval counts its own blind seconds.
with door front entrance
at 0: door front working for 0
at 800: door front blocked for 0
at 1000: door front working for 0
at 1800: time
expect
  0.00 sensor.state front-beams working
  800.00 sensor.state front-beams blocked
  900.00 door.traffic front 900 in 0 out 0 u-turns 0 blind 100
  1000.00 sensor.state front-beams working
  1800.00 door.traffic front 900 in 0 out 0 u-turns 0 blind 100
