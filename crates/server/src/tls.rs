//! TLS: the identity key is the authority that signs the leaf. A device pins the identity and checks that it
//! signed the leaf's key; dates and names on the certificates mean nothing to it.

use crate::keys::ServerKeys;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use std::sync::Arc;
use tungnha_protocol::keys::SigningKey;

/// Why TLS cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A certificate could not be made.
    #[error("no certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The key file is not a key.
    #[error("no TLS key: {0}")]
    Key(#[from] rustls::pki_types::pem::Error),
    /// rustls does not take them.
    #[error("TLS: {0}")]
    Config(#[from] rustls::Error),
}

/// The identity as an X.509 authority. It signs through the protocol's key, so the seed never leaves it.
struct Authority<'a> {
    key: &'a SigningKey,
    public: [u8; 32],
}

impl rcgen::PublicKeyData for Authority<'_> {
    fn der_bytes(&self) -> &[u8] {
        &self.public
    }
    fn algorithm(&self) -> &'static rcgen::SignatureAlgorithm {
        &rcgen::PKCS_ED25519
    }
}

impl rcgen::SigningKey for Authority<'_> {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        Ok(self.key.sign(message).0.to_vec())
    }
}

/// Leaf first, then the authority.
pub fn certificates(keys: &ServerKeys) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let authority = Authority {
        key: keys.identity(),
        public: keys.identity_public().0,
    };
    let mut ca = CertificateParams::new(Vec::<String>::new())?;
    ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    ca.distinguished_name
        .push(DnType::CommonName, "tungnha identity");
    let ca_certificate = ca.self_signed(&authority)?;
    let mut leaf = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()])?;
    leaf.distinguished_name
        .push(DnType::CommonName, "tungnha server");
    let leaf_key = KeyPair::from_pem(keys.tls_pem())?;
    let issuer = Issuer::new(ca, authority);
    let leaf_certificate = leaf.signed_by(&leaf_key, &issuer)?;
    Ok(vec![leaf_certificate.into(), ca_certificate.into()])
}

/// What the listener is configured with.
pub fn config(keys: &ServerKeys) -> Result<Arc<rustls::ServerConfig>, TlsError> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    // Gathering the first randomness takes some 20 ms: before anybody is served, not in the first handshake.
    // A failure shows there as well.
    let _ = provider.secure_random.fill(&mut [0]);
    let key = PrivateKeyDer::from_pem_slice(keys.tls_pem().as_bytes())?;
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(certificates(keys)?, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
