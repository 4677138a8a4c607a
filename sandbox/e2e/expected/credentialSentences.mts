/** What a person must read when the test of a credential fails: what is wrong and what to do (issue A, Credentials). */
export const Z_API_SENTENCES = {
	wrongToken:
		'Z-API did not accept this credential: compare Instance ID and Instance Token with the Z-API panel under Instances, the Client-Token with the one under Security, and check that the allowed IP list there has this server',
	noClientToken:
		'Z-API asks for the Client-Token: copy the account security token from the Z-API panel under Security into this credential',
	disconnected:
		'Instance ID and token are right, but the instance is not connected to WhatsApp: open it in the Z-API panel and scan the QR code with the phone',
};

export const META_SENTENCES = {
	wrongToken:
		'WhatsApp did not accept the access token: it has expired, was revoked or is not complete. Create a token of a system user that does not expire in Meta Business Settings, and paste it here',
	wrongAccount:
		'The access token is right, but it sees no WhatsApp Business Account with this ID: copy the ID from WhatsApp Manager, which is not that of a phone number, and assign the account to the system user in Meta Business Settings',
};

export const HUB_SENTENCES = {
	wrongKey:
		'The Hub did not accept the API key: it is shown only once and a newer one replaces it, so create a new key in the dashboard under Settings, API Key, and paste it here. If the key is right, check Base URL: the documented one is https://api.chatt2.me',
};
