using Xunit.Abstractions;

namespace TypedTasks.Structure.Tests;

/// <summary>Folders that know each other both ways: a pair of them is the smallest circle.</summary>
public sealed class FolderPairTests(ITestOutputHelper output)
{
    private const string Emulator = "TypedTasks.Emulator";

    [Fact]
    public void No_two_folders_know_each_other() => Assert.Empty(Pairs(Sources.OfSrc));

    /// <summary>For <c>build/house.sh</c>.</summary>
    [CheckoutFact]
    public void The_pairs_of_a_checkout_are_counted()
    {
        var pairs = Pairs(Sources.Of(CheckoutFactAttribute.Checkout!));
        output.WriteLine($"pairs: {pairs.Count}");
        foreach (var (one, other) in pairs)
            output.WriteLine($"{one} <-> {other}");
    }

    private static IReadOnlyList<(string, string)> Pairs(Sources sources) => FolderArrows.Of(sources.Files.Where(static f => f.Project != Emulator)).Pairs;
}
