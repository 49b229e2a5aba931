using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>
/// A type and its root: the base class or interface whose own <c>[JsonDerivedType]</c> list names it. Values of the type are written under the root, with
/// its discriminator, so that whoever takes the root reads the same object; the generator finds them.
/// </summary>
public abstract class JsonRoot
{
    private protected JsonRoot()
    {
    }

    internal abstract Type Type { get; }

    /// <summary>Pairs a type with its root.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <typeparam name="TRoot">Its root, or the type itself where it is the root of others.</typeparam>
    public static JsonRoot Of<T, TRoot>()
        where T : TRoot =>
        new JsonRoot<T, TRoot>();

    internal abstract JsonTypeInfo CreateInfo(JsonSerializerOptions options, JsonSerializerOptions plain);
}
