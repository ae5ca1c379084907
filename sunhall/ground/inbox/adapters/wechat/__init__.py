"""WeChat official account in 微信公众号来件: messages, events and a talk that files a request (H1).

The account is that of `outbox/adapters/wechat.py`: SUNHALL_WECHAT_KEY is `appid:secret`. What comes
in needs the token of the account's server settings (SUNHALL_WECHAT_TOKEN) and, in the safe mode
安全模式, its EncodingAESKey (SUNHALL_WECHAT_AES_KEY, 43 signs); with a key set, nothing in the
clear is read. The address to enter there is `/api/wechat/messages`.

The published scheme: `signature` is the SHA-1 of token, timestamp and nonce, sorted and joined;
`msg_signature` has the encrypted text among them. Encrypted is AES-256-CBC under the key of which
the first 16 bytes are the vector, padded to blocks of 32 (PKCS #7): 16 random bytes, the length of
the message in four, the message, the app id. `signature` says nothing of the body, so timestamp and
nonce serve one message, and only for five minutes.

WeChat waits five seconds for an answer and asks three times: the same message is answered as the
first time and does nothing twice. Pictures, voices and films come as ids; they are fetched by the
worker (`media.py`) and join what they belong to when they are here.
"""
