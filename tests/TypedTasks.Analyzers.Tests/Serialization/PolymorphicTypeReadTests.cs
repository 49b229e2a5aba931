using TypedTasks.Analyzers.Serialization;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Serialization;

/// <summary>What tells the reader which class to make, and what does not.</summary>
public class PolymorphicTypeReadTests
{
    [Theory]
    [InlineData("dynamic", "", "holds dynamic, and the reader cannot know which class to make of it: take a type that says what it is, or a JsonElement")]
    [InlineData("List<Shape>", "", "holds Shape, and the reader cannot know")]
    [InlineData("Shape", "[System.Text.Json.Serialization.JsonPolymorphic]", "holds Shape, and the reader cannot know")]
    [InlineData("Stack<int>", "", "holds Stack<int>, which is read in another order than it was written: take a list")]
    [InlineData("List<System.Collections.ObjectModel.ReadOnlyCollection<int>>", "", "which the serializer cannot fill: take a List")]
    [InlineData("System.Collections.Frozen.FrozenDictionary<string, int>", "", "which the serializer cannot fill: take a Dictionary")]
    [InlineData("Dictionary<(int, int), string>", "", "and (int, int) cannot be the key of an object")]
    [InlineData("Dictionary<Uri, Dictionary<int[], string>>", "", "and int[] cannot be the key of an object")]
    [InlineData("int[,]", "", "no array of several dimensions")]
    [InlineData("(int, int, int, int, int, int, int, string)", "", "a tuple of more than seven does not travel")]
    [InlineData("nint", "", "which has another size elsewhere: take a long")]
    [InlineData("System.Numerics.BigInteger", "", "which is not read back as it was written")]
    [InlineData("System.Numerics.Complex?", "", "which is not read back as it was written")]
    [InlineData("IComparable<string>", "", "and the reader cannot know which class to make of it: take a class or a value of your own")]
    [InlineData("ISignature<int>", "", "which is a plan and no value: take what it yields")]
    [InlineData("List<ISignature>", "", "which is a plan and no value: take what it yields")]
    [InlineData("Group<int>", "", "which is a plan and no value: take what it yields")]
    [InlineData("TaskHandle<int>", "", "take the FlowId")]
    [InlineData("IAsyncEnumerable<int>", "", "which is read while it is made, in one process: take a list")]
    [InlineData("System.Collections.ArrayList", "", "whose elements could be anything")]
    [InlineData("Shape", "[Obsolete]", "holds Shape, and the reader cannot know")]
    public async Task Fires(string type, string attribute, string message) => Assert.Contains(
        message,
        Assert.Single(await Check.Reports<PolymorphicTypeAnalyzer>(Source(type + " [|x|]", attribute))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Shape", "[System.Text.Json.Serialization.JsonConverter(typeof(string))]")]
    [InlineData("Shape", "[System.Text.Json.Serialization.JsonDerivedType(typeof(Shape), 1)]")]
    [InlineData("Queue<Guid>", "")]
    [InlineData("SortedDictionary<DayOfWeek, int?>", "")]
    [InlineData("KeyValuePair<string, Version>", "")]
    [InlineData("Tuple<int, string>", "")]
    [InlineData("List<ReadOnlyMemory<byte>>", "")]
    [InlineData("Stream", "")]
    [InlineData("IEnumerable<int>", "")]
    public Task IsSilent(string type, string attribute) => Check.Silent<PolymorphicTypeAnalyzer>(Source(type + " x", attribute));

    [Fact]
    public async Task OnlyTheFirstPartIsSaid() => Assert.Single(await Check.Reports<PolymorphicTypeAnalyzer>(Source("(Shape, object) [|x|]", "")));

    private static string Source(string parameter, string attribute) =>
        $"static partial class C {{ [Task] public static void Do({parameter}) {{ }} }} {attribute} public abstract class Shape;";
}
