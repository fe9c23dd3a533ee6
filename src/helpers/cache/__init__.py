"""What is kept between two runs, and from what was it made?"""
