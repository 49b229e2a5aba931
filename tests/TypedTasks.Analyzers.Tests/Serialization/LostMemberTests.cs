using TypedTasks.Analyzers.Serialization;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Serialization;

public class LostMemberTests
{
    [Fact]
    public async Task FiresOnWhatAnEventSays() => Assert.StartsWith(
        "The value of event 'Said' holds Half, whose property 'Number' ",
        Assert.Single(await Check.Reports<LostMemberAnalyzer>("public class Half { public int Number { get; } } public record Whole(int Number); public static partial class Events { [TaskEvent(\"said\")] public static partial TaskEvent<Half> [|Said|] { get; } [TaskEvent(\"whole\")] public static partial TaskEvent<Whole> Other { get; } }")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("class Order { public int Number; }", "field 'Number' is not written: make it a property, or mark it [JsonIgnore]")]
    [InlineData("struct Order { public int Number; }", "field 'Number' is not written")]
    [InlineData("class Order { public int Number { get; private set; } }", "property 'Number' is written and not read back, because its setter is not public")]
    [InlineData("class Order { public int Number { get; internal init; } }", "property 'Number' is written and not read back, because its setter is not public")]
    [InlineData("class Order { public List<int> Lines { get; } = []; }", "property 'Lines' is written and not read back, because it has no setter")]
    [InlineData("record Order(int Number) { public int Kept { get; } = Number; }", "property 'Kept' is written and not read back")]
    [InlineData("class Order : List<int> { public string? Next { get; set; } }", "property 'Next' is not written, because a collection travels as its elements")]
    [InlineData("class Order : Part; class Part { public int Number; }", "field 'Number' is not written")]
    [InlineData("record Order(Part Part); class Part { public int Number; }", "whose field 'Number'")]
    public async Task Fires(string type, string message) => Assert.Contains(
        message, Assert.Single(await Check.Reports<LostMemberAnalyzer>($"static partial class C {{ [Task] public static void Do(Order [|order|]) {{ }} }} public {type.Replace(" class Part", " public class Part", StringComparison.Ordinal)}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("record Order(int Number, List<string> Lines);")]
    [InlineData("class Order { public int Number { get; init; } public int Twice => Number * 2; private int hidden; public static int Count; public const int Most = 3; public int Hidden() => hidden; }")]
    [InlineData("class Order(int number) { public int Number { get; } = number; }")]
    [InlineData("class Order { [System.Text.Json.Serialization.JsonIgnore] public int Number; [System.Text.Json.Serialization.JsonInclude] public int Shown; }")]
    [InlineData("class Order { [System.Text.Json.Serialization.JsonInclude] public int Number { get; private set; } }")]
    [InlineData("class Order : List<int>;")]
    [InlineData("[System.Text.Json.Serialization.JsonConverter(typeof(string))] class Order { public int Number; }")]
    [InlineData("struct Order { [System.Text.Json.Serialization.JsonConstructor] public Order(int number) => Number = number; public int Number { get; } }")]
    public Task IsSilent(string type)
    {
        var attribute = type.StartsWith('[') ? type[..(type.IndexOf("] ", StringComparison.Ordinal) + 2)] : "";
        return Check.Silent<LostMemberAnalyzer>($"static partial class C {{ [Task] public static void Do(Order order) {{ }} }} {attribute}public {type[attribute.Length..]}");
    }
}
