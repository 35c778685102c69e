# Heard from the street, too weak for an arrival.
from 0 to 40 every 0.35: beacon alice entrance -86
at 41: beacon alice entrance -79       # one strong advertisement, a reflection: the median takes it out
at 41.3: beacon alice entrance -86
from 42 to 60 every 0.35: beacon alice entrance -86
at 300: time
expect
  nothing
