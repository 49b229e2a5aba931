using System.Text;

namespace TypedTasks.Serialization;

/// <summary>Writes a type the way C# spells it, for messages that people read.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";
        if (!type.IsGenericType)
            return Keyword(type);

        var arguments = string.Join(", ", type.GetGenericArguments().Select(Of));
        if (type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
            return $"({arguments})";
        var name = type.Name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return new StringBuilder(tick < 0 ? name : name[..tick]).Append('<').Append(arguments).Append('>').ToString();
    }

    private static string Keyword(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => type.Name,
        TypeCode.Boolean => "bool",
        TypeCode.Byte => "byte",
        TypeCode.Char => "char",
        TypeCode.Decimal => "decimal",
        TypeCode.Double => "double",
        TypeCode.Int16 => "short",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.Single => "float",
        TypeCode.String => "string",
        _ => type == typeof(object) ? "object" : type.Name,
    };
}
