using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedBus.Generators.Parsing;

/// <summary>Writes constants as generated code has them.</summary>
internal static class Constants
{
    /// <summary>Writes an attribute's constant, with a cast where the literal alone would be of another type.</summary>
    public static string Write(TypedConstant constant)
    {
        var literal = SymbolDisplay.FormatPrimitive(constant.Value!, quoteStrings: true, useHexadecimalNumbers: false)!;
        return constant.Type is { SpecialType: SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Char }
            ? literal
            : $"({TypeNames.Reference(constant.Type!)})({literal})";
    }

    /// <summary>Writes the default of a parameter.</summary>
    public static string WriteDefault(IParameterSymbol parameter) => parameter.ExplicitDefaultValue switch
    {
        // Null stands for the default of a struct too.
        null => "default",
        double.NaN or float.NaN => $"({TypeNames.Reference(parameter.Type)})double.NaN",
        double.PositiveInfinity or float.PositiveInfinity => $"({TypeNames.Reference(parameter.Type)})double.PositiveInfinity",
        double.NegativeInfinity or float.NegativeInfinity => $"({TypeNames.Reference(parameter.Type)})double.NegativeInfinity",
        decimal value => value.ToString(CultureInfo.InvariantCulture) + "m",
        string value => SymbolDisplay.FormatLiteral(value, quote: true),
        bool value => value ? "true" : "false",
        var value => $"({TypeNames.Reference(parameter.Type)})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})",
    };
}
