using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TypedBus.Transports.Tests.Connecting;

/// <summary>An authority of a test's own, with certificates for a server and a client, as files in a folder.</summary>
internal static class Certificates
{
    /// <summary>Writes <c>ca.pem</c>, <c>server.pem</c>, <c>server.key</c>, <c>client.pem</c> and <c>client.key</c>.</summary>
    public static void Write(TemporaryFolder folder)
    {
        var now = DateTimeOffset.UtcNow;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(folder.PathOf("ca.pem"), authority.ExportCertificatePem());
        Issue(authority, folder, "server", "1.3.6.1.5.5.7.3.1");
        Issue(authority, folder, "client", "1.3.6.1.5.5.7.3.2");
    }

    /// <summary>Gives the lines by which a server is encrypted.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="asksClients">Whether the server asks clients for a certificate.</param>
    public static string Lines(TemporaryFolder folder, bool asksClients = false) =>
        $"tls {{ cert_file: \"{folder.PathOf("server.pem")}\", key_file: \"{folder.PathOf("server.key")}\", ca_file: \"{folder.PathOf("ca.pem")}\", "
        + $"verify: {(asksClients ? "true" : "false")} }}";

    private static void Issue(X509Certificate2 authority, TemporaryFolder folder, string name, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(folder.PathOf(name + ".pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.PathOf(name + ".key"), key.ExportPkcs8PrivateKeyPem());
    }
}
