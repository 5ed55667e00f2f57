using Microsoft.Extensions.Configuration;

namespace TypedBus;

/// <summary>The section <c>TypedBus</c> of the configuration. What is null there was not set.</summary>
internal sealed class BusSettings
{
    public const string SectionName = "TypedBus";

    public int? Capacity { get; set; }

    public int? MaxCascade { get; set; }

    public int? DeadLetterCapacity { get; set; }

    public TimeSpan? StopTimeout { get; set; }

    public string? Source { get; set; }

    public string? Transport { get; set; }

    /// <summary>Gets or sets the transports by patterns of subjects.</summary>
    public Dictionary<string, string> Routes { get; set; } = [];

    public RetrySettings Retry { get; set; } = new();

    public string[] Only { get; set; } = [];

    public string[] Except { get; set; } = [];

    public Dictionary<string, HandlerSettings> Handlers { get; set; } = [];

    /// <summary>Reads the section, and applies what concerns the whole bus.</summary>
    /// <param name="configuration">The configuration of the application, or null.</param>
    /// <param name="builder">What code says.</param>
    /// <param name="transports">The names of the sections that transports have below the bus's.</param>
    /// <exception cref="InvalidOperationException">A value cannot be read, or a key is unknown.</exception>
    public static BusSettings Apply(IConfiguration? configuration, EventBusBuilder builder, IReadOnlyCollection<string> transports)
    {
        var settings = new BusSettings();
        try
        {
            if (configuration is not null)
            {
                var section = new BusSection(configuration.GetSection(SectionName), transports);
                section.Bind(settings, static options => options.ErrorOnUnknownConfiguration = true);
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                $"The section '{SectionName}' of the configuration cannot be read: {exception.Message} Correct the value or remove the key.",
                exception);
        }

        var options = builder.Options;
        options.Capacity = settings.Capacity ?? options.Capacity;
        options.MaxCascade = settings.MaxCascade ?? options.MaxCascade;
        options.DeadLetterCapacity = settings.DeadLetterCapacity ?? options.DeadLetterCapacity;
        options.StopTimeout = settings.StopTimeout ?? options.StopTimeout;
        options.Source = settings.Source ?? options.Source;
        settings.Retry.Apply(builder.RetryOptions);
        builder.Handlers.Only(settings.Only);
        builder.Handlers.Except(settings.Except);
        return settings;
    }
}

/// <summary>The failure policy as the configuration has it.</summary>
internal sealed class RetrySettings
{
    public int? Attempts { get; set; }

    public TimeSpan? Delay { get; set; }

    public TimeSpan? MaxDelay { get; set; }

    public double? Factor { get; set; }

    public double? Jitter { get; set; }

    public void Apply(RetryOptions options)
    {
        options.Attempts = Attempts ?? options.Attempts;
        options.Delay = Delay ?? options.Delay;
        options.MaxDelay = MaxDelay ?? options.MaxDelay;
        options.Factor = Factor ?? options.Factor;
        options.Jitter = Jitter ?? options.Jitter;
    }
}

/// <summary>One handler's knobs as the configuration has them.</summary>
internal sealed class HandlerSettings
{
    public bool? Enabled { get; set; }

    public string? Subject { get; set; }

    public int? Concurrency { get; set; }

    public int? Capacity { get; set; }

    public FullMode? FullMode { get; set; }

    public int? MaxBatch { get; set; }

    public TimeSpan? Linger { get; set; }

    public int? Attempts { get; set; }
}
