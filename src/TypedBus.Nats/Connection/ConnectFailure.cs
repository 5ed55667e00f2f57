using System.Security.Authentication;
using System.Security.Cryptography;
using NATS.Client.Core;
using NATS.NKeys;

namespace TypedBus.Nats;

/// <summary>Tells why the client could not connect: nobody was there, or somebody refused, or the settings cannot be used.</summary>
internal static class ConnectFailure
{
    /// <summary>Tells whether there is nobody at any of the URLs. The client has no type of exception for it.</summary>
    public static bool IsAbsence(Exception exception) =>
        exception is NatsException { InnerException: null } && exception.Message.StartsWith("can not connect uris", StringComparison.Ordinal);

    /// <summary>Gives the refusal that trying again would not change, or null.</summary>
    public static TransportException? Refusal(Exception exception, NatsOptions options, string server)
    {
        if (IsAbsence(exception))
        {
            return null;
        }

        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case NatsServerException { IsAuthError: true } refused:
                    return new TransportException(
                        $"The NATS server at {server} refuses this client ({refused.Error}). It logged in with {LogIn(options)}. "
                        + $"Correct the section {NatsSetup.SectionName}, or what the server knows of the client.",
                        exception);
                case AuthenticationException:
                // A handshake that the server takes back when it has seen who the client is.
                case IOException when cause.GetBaseException() is CryptographicException:
                    return new TransportException(
                        $"The NATS server at {server} cannot be trusted, or does not trust this client: {Innermost(cause)} "
                        + $"Set {NatsSetup.SectionName}:Tls:CaFile to the authority that vouches for the server, and CertificateFile and KeyFile where "
                        + "the server asks who the client is.",
                        exception);
                case FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or CryptographicException or NKeysException:
                    return new TransportException(
                        $"A key or file that the settings of NATS name cannot be used: {cause.Message} Correct the section {NatsSetup.SectionName}.",
                        exception);
            }
        }

        // What the client itself objects to stays as it is. What the server or the network did may not.
        return exception.GetBaseException() is NatsException and not NatsServerException
            ? new TransportException(
                $"The client cannot connect to the NATS server at {server}: {Innermost(exception)} Correct the section {NatsSetup.SectionName}.", exception)
            : null;
    }

    public static TransportException Absent(Exception exception, string server) => new(
        $"There is no NATS server at {server}. Start it, or correct {NatsSetup.SectionName}:Url. With WaitForServer=true it would be waited for.",
        exception);

    public static TransportException Broken(Exception exception, string server) => new(
        $"What answers at {server} breaks the connection off before it is made: {Innermost(exception)} See that it is a NATS server, and what it logs.",
        exception);

    public static string Reason(Exception exception) => IsAbsence(exception) ? "nobody answers." : Innermost(exception);

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private static string LogIn(NatsOptions options) => options switch
    {
        { Client: not null } => "what the application's own code tells the client",
        { Jwt: not null } => "the JWT and its seed",
        { Seed: not null } => "the nkey of the seed",
        { CredentialsFile: { } file } => $"the credentials of {file}",
        { Token: not null } => "a token",
        { User: { } user } => $"the user {user}",
        _ => "nothing but what the URL says",
    };
}
