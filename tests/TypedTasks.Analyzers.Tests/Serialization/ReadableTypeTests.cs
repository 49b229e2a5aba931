using TypedTasks.Analyzers.Serialization;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Serialization;

/// <summary>What tells the reader which class to make, and what does not.</summary>
public class ReadableTypeTests
{
    [Theory]
    [InlineData("dynamic", "", "holds dynamic, and the reader cannot know which class to make of it: take a type that says what it is, or a JsonElement")]
    [InlineData("List<Shape>", "", "holds Shape, and the reader cannot know")]
    [InlineData("Shape", "[Obsolete]", "holds Shape, and the reader cannot know")]
    public async Task Fires(string type, string attribute, string message) => Assert.Contains(
        message,
        Assert.Single(await Check.Reports<PolymorphicTypeAnalyzer>(Source(type + " [|x|]", attribute))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Shape", "[System.Text.Json.Serialization.JsonPolymorphic]")]
    [InlineData("Shape", "[System.Text.Json.Serialization.JsonConverter(typeof(string))]")]
    [InlineData("Shape", "[System.Text.Json.Serialization.JsonDerivedType(typeof(Shape), 1)]")]
    [InlineData("Stream", "")]
    [InlineData("IEnumerable<int>", "")]
    public Task IsSilent(string type, string attribute) => Check.Silent<PolymorphicTypeAnalyzer>(Source(type + " x", attribute));

    [Fact]
    public async Task OnlyTheFirstPartIsSaid() => Assert.Single(await Check.Reports<PolymorphicTypeAnalyzer>(Source("(Shape, object) [|x|]", "")));

    private static string Source(string parameter, string attribute) =>
        $"static partial class C {{ [Task] public static void Do({parameter}) {{ }} }} {attribute} public abstract class Shape;";
}
