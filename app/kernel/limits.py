"""How much may be sent at once, where more than one feature has to know: told at `/v1/me`."""

# Of a request's body, except where a path takes files.
BODY_BYTES = 2**20
# Twice what every client has to be able to send (RFC 9110 §4.1): the longest address of ours is a list with all its filters.
URL_BYTES = 16_384
# All fields of a head together, and how many: the parser itself bounds neither.
HEAD_BYTES = 65_536
HEAD_FIELDS = 100

FILE_BYTES = 25 * 2**20
FILES_OF_A_REPORT = 20
# What stands around the file in a form: boundaries and the heads of its parts.
FORM_BYTES = FILE_BYTES + 65_536
# A thousand reports of four thousand letters, or four hundred as long as reports get.
BATCH_BYTES = 4 * 2**20
ITEMS_OF_A_BATCH = 1000
