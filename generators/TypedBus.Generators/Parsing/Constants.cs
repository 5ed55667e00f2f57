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
}
