using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quakes;

/// <summary>Reads quakes from text that has one JSON object a line.</summary>
public sealed class QuakeFeed(TextReader input, TextWriter errors)
{
    /// <summary>Gets how many lines were skipped because they are no quake.</summary>
    public int Malformed { get; private set; }

    /// <summary>Reads the quakes in their order. A malformed line is reported with its number and skipped, an empty one just skipped.</summary>
    public async IAsyncEnumerable<QuakeReported> ReadAsync()
    {
        var number = 0;
        while (await input.ReadLineAsync() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && Parse(line, number) is { } quake)
            {
                yield return quake;
            }
        }
    }

    private QuakeReported? Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, QuakeJson.Default.QuakeReported)
                ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            Malformed++;

            // The message goes on with a path and a position, in which this one line counts as line 0.
            var reason = exception.Message.Split(" Path: ")[0];
            errors.WriteLine($"line {number}: skipped, it is no quake: {reason}");
            return null;
        }
    }
}

// Strict, so that a row that lacks a field is malformed rather than a quake of magnitude 0 at no place.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(QuakeReported))]
internal sealed partial class QuakeJson : JsonSerializerContext;
