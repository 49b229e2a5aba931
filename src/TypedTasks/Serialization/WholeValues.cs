using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>Refuses an object that is more than the type it is written as: what it adds would be lost without a word.</summary>
internal static class WholeValues
{
    public static void Guard(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object || info.Type.IsSealed)
            return;
        info.PolymorphismOptions = Named(info.PolymorphismOptions);
        var (type, isRoot, then) = (info.Type, info.PolymorphismOptions is not null, info.OnSerializing);
        info.OnSerializing = value =>
        {
            if (value.GetType() != type)
                throw new InvalidOperationException(Refusal(type, value.GetType(), isRoot));
            then?.Invoke(value);
        };
    }

    /// <summary>The classes that a message can name: of one that is listed without a name nothing could be read back.</summary>
    private static JsonPolymorphismOptions? Named(JsonPolymorphismOptions? options)
    {
        if (options is null || options.DerivedTypes.All(static d => d.TypeDiscriminator is null))
            return null;
        var named = new JsonPolymorphismOptions
        {
            IgnoreUnrecognizedTypeDiscriminators = options.IgnoreUnrecognizedTypeDiscriminators,
            TypeDiscriminatorPropertyName = options.TypeDiscriminatorPropertyName,
            // Comes to the type itself, which refuses it.
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToBaseType,
        };
        foreach (var derived in options.DerivedTypes.Where(static d => d.TypeDiscriminator is not null))
            named.DerivedTypes.Add(derived);
        return named;
    }

    private static string Refusal(Type declared, Type given, bool isRoot)
    {
        var (whole, part) = (TypeNames.Of(given), TypeNames.Of(declared));
        return $"a {whole} would be written as {part}, and read back as no more than that. "
            + $"Add [JsonDerivedType(typeof({whole}), \"…\")] to {part}{(isRoot ? ", whose list does not name it" : "")}, or take and return {whole} itself.";
    }
}
