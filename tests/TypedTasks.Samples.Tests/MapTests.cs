using CodeAtlas;

namespace TypedTasks.Samples.Tests;

public sealed class MapTests
{
    [Fact]
    public void Parts_have_the_areas_of_their_weights_and_stay_inside()
    {
        double[] weights = [60, 60, 40, 30, 20, 20, 10];
        var bounds = new Rect(10, 20, 600, 400);
        var parts = Squarify.Divide(weights, bounds);
        for (var i = 0; i < parts.Count; i++)
        {
            Assert.Equal(weights[i] * 1000, parts[i].Area, 3);
            Assert.True(parts[i].X >= 9.999 && parts[i].Y >= 19.999);
            Assert.True(parts[i].X + parts[i].Width <= 610.001 && parts[i].Y + parts[i].Height <= 420.001);
        }
    }

    [Fact]
    public void Parts_do_not_overlap()
    {
        var parts = Squarify.Divide([.. Enumerable.Range(1, 60).Select(static i => 1000.0 / i)], new Rect(0, 0, 300, 500));
        foreach (var (a, i) in parts.Select(static (p, i) => (p, i)))
        {
            foreach (var b in parts.Skip(i + 1))
            {
                var width = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
                var height = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
                Assert.False(width > 0.001 && height > 0.001);
            }
        }
    }

    [Fact]
    public void Directories_that_hold_only_one_other_are_folded()
    {
        var root = MapTree.Build([Card("src/main/java/A.java", 3), Card("README.md", 9)]);
        Assert.Equal(["README.md", "src/main/java"], root.Children.Select(static c => c.Name));
        Assert.Equal(12, root.Lines);
    }

    [Fact]
    public void Labels_fit_or_are_left_out()
    {
        Assert.Equal("Broker.cs", Label.Fit("Broker.cs", 90, 11));
        Assert.EndsWith("…", Label.Fit("ServiceBusTransport", 90, 11), StringComparison.Ordinal);
        Assert.Null(Label.Fit("ServiceBusTransport", 30, 11));
        Assert.Equal(["Service", "Bus", "Transport"], Label.Wrap("ServiceBusTransport", 62, 11, 3));
        Assert.Null(Label.Wrap("ServiceBusTransport", 62, 11, 2));
    }

    internal static FileCard Card(string path, int lines) =>
        new(path, Languages.OfFile(path)!.Name, lines * 10, lines, 0, 10, new CodeBlock("Go", 1, lines), Identifiers.None);
}
