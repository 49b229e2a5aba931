using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>The generated JSON metadata, at run time: every type that it covers makes the round trip without reflection.</summary>
public class JsonMetadataTests(JsonMetadata metadata) : IClassFixture<JsonMetadata>
{
    public static TheoryData<object, string> Values => new()
    {
        { new List<int> { 1, 2 }, "[1,2]" },
        { new[] { 1, 2 }, "[1,2]" },
        { new HashSet<string> { "a" }, "[\"a\"]" },
        { new SortedSet<int> { 2, 1 }, "[1,2]" },
        { new Dictionary<string, int> { ["a"] = 1 }, "{\"a\":1}" },
        { new SortedDictionary<string, int> { ["a"] = 1 }, "{\"a\":1}" },
        { ImmutableArray.Create(1, 2), "[1,2]" },
        { ImmutableList.Create(1, 2), "[1,2]" },
        { ImmutableHashSet.Create(1), "[1]" },
        { ImmutableDictionary<string, int>.Empty.Add("a", 1), "{\"a\":1}" },
        { DayOfWeek.Tuesday, "2" },
        { (1, "a"), "[1,\"a\"]" },
        { (1, 2, 3, 4, 5, 6, 7), "[1,2,3,4,5,6,7]" },
        { (sbyte)-1, "-1" },
        { (Half)0.5, "0.5" },
        { new Version(1, 2), "\"1.2\"" },
        { new List<(string, DayOfWeek[])> { ("a", [DayOfWeek.Monday]) }, "[[\"a\",[1]]]" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void ValuesMakeTheRoundTrip(object value, string json)
    {
        var info = Options().GetTypeInfo(value.GetType());

        Assert.Equal(json, JsonSerializer.Serialize(value, info));
        Assert.Equal(value, JsonSerializer.Deserialize(json, info));
    }

    [Theory]
    [InlineData(typeof(IReadOnlyList<string>), "[\"a\",\"b\"]")]
    [InlineData(typeof(IEnumerable<int>), "[1,2]")]
    [InlineData(typeof(IReadOnlyCollection<int>), "[1,2]")]
    [InlineData(typeof(IList<int>), "[1,2]")]
    [InlineData(typeof(ICollection<int>), "[1,2]")]
    [InlineData(typeof(ISet<int>), "[1,2]")]
    [InlineData(typeof(IReadOnlyDictionary<string, List<int>>), "{\"a\":[1]}")]
    [InlineData(typeof(IDictionary<string, int>), "{\"a\":1}")]
    [InlineData(typeof(int?), "null")]
    [InlineData(typeof(int?), "5")]
    [InlineData(typeof(DayOfWeek?), "5")]
    [InlineData(typeof((int, (string, int?))?), "[1,[\"a\",null]]")]
    [InlineData(typeof((int, (string, int?))?), "null")]
    public void TypesMakeTheRoundTrip(Type type, string json)
    {
        var info = Options().GetTypeInfo(type);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, info), info));
    }

    private JsonSerializerOptions Options() =>
        new() { TypeInfoResolver = JsonTypeInfoResolver.Combine(metadata.Generated, new Primitives()) };

    /// <summary>What the runtime's own list covers; anything else has to come from generated code.</summary>
    private sealed class Primitives : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => type switch
        {
            _ when type == typeof(int) => JsonMetadataServices.CreateValueInfo<int>(options, JsonMetadataServices.Int32Converter),
            _ when type == typeof(string) => JsonMetadataServices.CreateValueInfo<string>(options, JsonMetadataServices.StringConverter!),
            _ => null,
        };
    }
}
