import "client-only";
/**
 * Asks the browser for a passkey. Promises: the JSON that the server reads, or nothing when the person turned it down,
 * the browser has none or cannot; never throws.
 */

/** Whether this browser can do it at all, in the JSON forms that are used here. */
export const passkeysWork = (): boolean =>
	typeof PublicKeyCredential === "function" &&
	"parseCreationOptionsFromJSON" in PublicKeyCredential &&
	"parseRequestOptionsFromJSON" in PublicKeyCredential;

const jsonOf = (credential: Credential | null): unknown => (credential instanceof PublicKeyCredential ? credential.toJSON() : undefined);

/** `options`: as the server sent them. */
export const makePasskey = async (options: PublicKeyCredentialCreationOptionsJSON): Promise<unknown> =>
	navigator.credentials
		.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
		.then(jsonOf)
		.catch(() => undefined);

export const askPasskey = async (options: PublicKeyCredentialRequestOptionsJSON): Promise<unknown> =>
	navigator.credentials
		.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
		.then(jsonOf)
		.catch(() => undefined);
