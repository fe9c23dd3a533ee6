"""What must an honest analysis find in the sample client?"""
