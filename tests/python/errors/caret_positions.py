data = {"users": [{"name": None}]}
print("name: " + data["users"][0]["name"].title() + "!")
