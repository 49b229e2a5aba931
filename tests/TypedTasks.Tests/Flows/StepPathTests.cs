using TypedTasks.Flows;

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
        Assert.True(path.Parent.Parent.Parent.IsRoot);
        Assert.Equal(path, StepPath.Parse("0.12.3"));
    }

    [Theory]
    [InlineData("0.1", "", true)]
    [InlineData("0.1", "0", true)]
    [InlineData("0.1", "0.1", true)]
    [InlineData("0.11", "0.1", false)]
    [InlineData("0", "0.1", false)]
    [InlineData("", "0", false)]
    public void A_scope_holds_what_lies_below_it(string path, string scope, bool within) =>
        Assert.Equal(within, StepPath.IsWithin(path, scope));

    [Theory]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("a")]
    [InlineData("1..2")]
    [InlineData("-1")]
    [InlineData("1234567890")]
    public void What_is_no_path_is_refused(string text) => Assert.Throws<FormatException>(() => StepPath.Parse(text));
}
