"""What happens in an invented wholesale firm, where what is true of car dealers is not?"""
