using TypedTasks.Paths;
using TypedTasks.Storage.Decisions;

namespace TypedTasks.Tests.Flows;

public sealed class StepPathTests
{
    [Fact]
    public void Paths_go_down_and_up()
    {
        var path = StepPath.Root.Child(0).Child(12).Child(3);
        Assert.Equal("0.12.3", path.Text);
        Assert.Equal(3, path.Index);
        Assert.Equal("0.12", path.Parent.Text);
        Assert.Equal("", path.Parent.Parent.Parent.Text);
        Assert.Equal(path, StepPath.Parse("0.12.3"));
    }

    [Theory]
    [InlineData("0.2/1.0", "0.2", true)]
    [InlineData("0.2/1.0", "0.2/1", true)]
    [InlineData("0.2/1", "", true)]
    [InlineData("0.2~1", "0.2", false)]
    [InlineData("0.2~1", "", false)]
    [InlineData("0.2~1.3", "0.2~1", true)]
    [InlineData("!0", "", false)]
    [InlineData("0.1", "", true)]
    [InlineData("0.1", "0", true)]
    [InlineData("0.1", "0.1", true)]
    [InlineData("0.11", "0.1", false)]
    [InlineData("0", "0.1", false)]
    [InlineData("", "0", false)]
    public void A_scope_holds_what_lies_below_it(string path, string scope, bool within) =>
        Assert.Equal(within, StepPath.IsWithin(path, scope));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("10.2.110")]
    [InlineData("0.2/1.0//3")]
    [InlineData("0.2~1.30/~4.1")]
    [InlineData("!2.10~0")]
    public void The_scopes_of_a_step_are_all_that_hold_it(string path) =>
        Assert.Equal(
            Enumerable.Range(0, path.Length + 1).Select(n => path[..n]).Where(s => !s.EndsWith('.') && StepPath.IsWithin(path, s)).Reverse(),
            Cancelling.ScopesOf(path));

    [Theory]
    [InlineData("0.2/1", "0.2/")]
    [InlineData("0.2/", "0.2")]
    [InlineData("0.2/1.4", "0.2/1")]
    [InlineData("~0", "~")]
    [InlineData("~", "")]
    [InlineData("!3", "!")]
    public void Levels_are_left_the_way_they_were_entered(string path, string parent)
    {
        Assert.Equal(parent, StepPath.Parse(path).Parent.Text);
        var up = StepPath.Parse(parent);
        Assert.Equal(path, (StepPath.Parse(path).Level is { } level ? up.Enter(level) : up.Child(StepPath.Parse(path).Index)).Text);
    }

    [Fact]
    public void Paths_are_ordered_as_people_count()
    {
        string[] ordered = ["", "/", "/0", "0", "0.2", "0.2/", "0.2/1", "0.2.0", "0.2~", "0.10", "1", "~", "!"];
        Assert.Equal(ordered, ordered.Reverse().Order(PathOrder.Instance));
    }

    [Theory]
    [InlineData("0.!")]
    [InlineData("0./")]
    [InlineData("0!")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("a")]
    [InlineData("1..2")]
    [InlineData("-1")]
    [InlineData("1234567890")]
    public void What_is_no_path_is_refused(string text) => Assert.Throws<FormatException>(() => StepPath.Parse(text));
}
