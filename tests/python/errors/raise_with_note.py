error = ValueError("something is off")
error.add_note("first note")
error.add_note("second note\nin two lines")
raise error
