using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace TypedBus;

/// <summary>
/// The bus's own part of its section: what transports have there is theirs to read, and no unknown key.
/// </summary>
internal sealed class BusSection(IConfigurationSection section, IReadOnlyCollection<string> transports) : IConfigurationSection
{
    public string Key => section.Key;

    public string Path => section.Path;

    public string? Value
    {
        get => section.Value;
        set => section.Value = value;
    }

    public string? this[string key]
    {
        get => section[key];
        set => section[key] = value;
    }

    public IEnumerable<IConfigurationSection> GetChildren() =>
        section.GetChildren().Where(child => !transports.Contains(child.Key, StringComparer.OrdinalIgnoreCase));

    public IChangeToken GetReloadToken() => section.GetReloadToken();

    public IConfigurationSection GetSection(string key) => section.GetSection(key);
}
