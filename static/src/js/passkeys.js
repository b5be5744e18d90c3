/* Between what the site sends and what browsers want of a passkey: bytes on the one side, base64url on the other. */

export function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0))
}

export function textOf(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/[=]+$/u, "")
}

export async function makePasskey(options, credentials = navigator.credentials) {
  const made = await credentials.create({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials)
    }
  })
  const { clientDataJSON, attestationObject } = made.response
  return told(made, {
    clientDataJSON: textOf(clientDataJSON),
    attestationObject: textOf(attestationObject),
    transports: made.response.getTransports?.() ?? []
  })
}

export async function showPasskey(options, credentials = navigator.credentials) {
  const shown = await credentials.get({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      allowCredentials: withBytes(options.allowCredentials)
    }
  })
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response
  return told(shown, {
    clientDataJSON: textOf(clientDataJSON),
    authenticatorData: textOf(authenticatorData),
    signature: textOf(signature),
    userHandle: userHandle ? textOf(userHandle) : null
  })
}

function withBytes(keys = []) {
  return keys.map((key) => ({ ...key, id: bytesOf(key.id) }))
}

function told(credential, response) {
  return { id: credential.id, rawId: textOf(credential.rawId), type: credential.type, response, clientExtensionResults: {} }
}
