namespace TypedBus.Nats;

/// <summary>How the connection is encrypted, and who the server and this client prove to be. Read once, when the transport starts.</summary>
/// <remarks>Without any of these, the connection is encrypted where the server asks for it or the URL begins with <c>tls</c>.</remarks>
public sealed class NatsTlsOptions
{
    /// <summary>
    /// Gets or sets the file, in PEM, of the authorities that alone are trusted to vouch for the server. The default is null: those of the machine.
    /// </summary>
    public string? CaFile { get; set; }

    /// <summary>Gets or sets the file, in PEM, of this client's certificate, or null. It goes with <see cref="KeyFile"/>.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Gets or sets the file, in PEM, of the private key to <see cref="CertificateFile"/>, or null.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Gets or sets the password of <see cref="KeyFile"/>, or null where it has none.</summary>
    public string? KeyPassword { get; set; }

    /// <summary>
    /// Gets or sets whether an unencrypted connection is refused, also where the server offers no other. The default is false; with a file set it
    /// is refused all the same.
    /// </summary>
    public bool Required { get; set; }
}
