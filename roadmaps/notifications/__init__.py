"""The outbox of mail, and who is told what. Letters are written with the act that they tell of, and sent afterwards."""
