using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Tests.Agreement;

/// <summary>A rule asks for a context exactly where neither the runtime nor generated code knows a type.</summary>
public class JsonAgreementTests
{
    private const string Types = """
        public record Own(int X);
        public enum Size { Small }
        [System.Text.Json.Serialization.JsonConverter(typeof(Size))] public record Converted(int X);
        """;

    [Theory]
    [InlineData("string")]
    [InlineData("bool")]
    [InlineData("sbyte")]
    [InlineData("byte")]
    [InlineData("short")]
    [InlineData("ushort")]
    [InlineData("int")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("ulong")]
    [InlineData("float")]
    [InlineData("double")]
    [InlineData("decimal")]
    [InlineData("char")]
    [InlineData("object")]
    [InlineData("nint")]
    [InlineData("Guid")]
    [InlineData("DateTime")]
    [InlineData("DateTimeOffset")]
    [InlineData("TimeSpan")]
    [InlineData("DateOnly")]
    [InlineData("TimeOnly")]
    [InlineData("Uri")]
    [InlineData("Version")]
    [InlineData("Half")]
    [InlineData("Int128")]
    [InlineData("System.Numerics.BigInteger")]
    [InlineData("System.Text.Json.JsonElement")]
    [InlineData("System.Text.Json.JsonDocument")]
    [InlineData("System.Text.Json.Nodes.JsonObject")]
    [InlineData("System.Text.Json.Nodes.JsonValue")]
    [InlineData("byte[]")]
    [InlineData("byte[][]")]
    [InlineData("int[]")]
    [InlineData("int[,]")]
    [InlineData("ReadOnlyMemory<byte>")]
    [InlineData("Unit")]
    [InlineData("TaskFailure")]
    [InlineData("Outcome<int>")]
    [InlineData("Outcome<Own>")]
    [InlineData("DayOfWeek?")]
    [InlineData("Size")]
    [InlineData("Own")]
    [InlineData("Own[]")]
    [InlineData("Converted")]
    [InlineData("(int, string)")]
    [InlineData("(int, Own)")]
    [InlineData("ValueTuple<int>")]
    [InlineData("(int, int, int, int, int, int, int, int)")]
    [InlineData("List<(int, Size?)>")]
    [InlineData("IReadOnlyList<Queue<int>>")]
    [InlineData("Queue<int>")]
    [InlineData("LinkedList<int>")]
    [InlineData("HashSet<Guid>")]
    [InlineData("Dictionary<string, List<DateOnly>>")]
    [InlineData("KeyValuePair<string, int>")]
    [InlineData("System.Collections.Immutable.ImmutableArray<int>")]
    [InlineData("System.Collections.Concurrent.ConcurrentDictionary<string, int>")]
    [InlineData("System.Collections.Frozen.FrozenSet<int>")]
    public void OfWhoKnowsAType(string type)
    {
        var compilation = Together.Create([("Work.cs", $"{Types} public static partial class Work {{ [Task] public static void Do({type} value) {{ }} }}")]);
        var parameter = compilation.GetTypeByMetadataName("Work")!.GetMembers("Do").OfType<IMethodSymbol>().Single().Parameters[0];
        var isSilent = !JsonForms.Needed(parameter.Type).Any();

        Together.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        var loaded = Loaded.From(generated);
        var options = new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine([BuiltIn, .. loaded.Registry.JsonResolvers]) };
        Assert.Equal(isSilent, IsKnown(loaded.ParameterType("Work", "Do"), options));
    }

    private static IJsonTypeInfoResolver BuiltIn { get; } = JsonTypeInfoResolver.Combine(
        Inner("TypedTasks.Serialization.BuiltInTypes", "Instance"), Inner("TypedTasks.Serialization.FailureJson", "Default"));

    private static IJsonTypeInfoResolver Inner(string type, string member)
    {
        var found = typeof(TaskAttribute).Assembly.GetType(type, throwOnError: true)!;
        return (IJsonTypeInfoResolver)(found.GetField(member)?.GetValue(null) ?? found.GetProperty(member)!.GetValue(null)!);
    }

    private static bool IsKnown(Type type, JsonSerializerOptions options) =>
        options.TryGetTypeInfo(type, out _)
        && (type.IsArray ? IsKnown(type.GetElementType()!, options) : type.GetGenericArguments().All(a => IsKnown(a, options)));
}
