using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

[assembly: TaskJsonContext(typeof(Demo.AppJson))]

namespace Demo;

public sealed class AppJson : JsonSerializerContext
{
    public AppJson() : base(null) { }
    public static AppJson Default { get; } = new();
    protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
    public override JsonTypeInfo? GetTypeInfo(Type type) => null;
}

internal static partial class Work
{
    [Task] public static void Do() { }
}
