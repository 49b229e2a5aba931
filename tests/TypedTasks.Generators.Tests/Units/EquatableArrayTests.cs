using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Tests.Units;

public class EquatableArrayTests
{
    [Fact]
    public void EqualElementsMakeEqualArrays()
    {
        var a = new EquatableArray<string>(["x", "y"]);
        var b = new[] { "x", "y" }.ToEquatableArray();

        Assert.True(a == b);
        Assert.False(a != b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.True(a.Equals((object)b));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("x", "z")]
    [InlineData("y", "x")]
    [InlineData("x", "y", "z")]
    public void OthersDiffer(params string[] other) =>
        Assert.NotEqual(new EquatableArray<string>(["x", "y"]), new EquatableArray<string>(other));

    [Fact]
    public void TheDefaultIsEmpty()
    {
        Assert.Equal(default, new EquatableArray<string>([]));
        Assert.Equal(default(EquatableArray<string>).GetHashCode(), new EquatableArray<string>([]).GetHashCode());
        Assert.Empty(default(EquatableArray<string>));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(EquatableArray<string>)[0]);
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 3)]
    public void EveryElementAndItsPlaceCountInTheHash(params int[] other) =>
        Assert.NotEqual(new EquatableArray<int>([1, 2]).GetHashCode(), new EquatableArray<int>(other).GetHashCode());

    [Fact]
    public void ItIsAList()
    {
        var array = new EquatableArray<int>([3, 4]);

        Assert.Equal(2, array.Count);
        Assert.Equal(4, array[1]);
        Assert.Equal([3, 4], array);
        Assert.False(array.Equals("3, 4"));
    }

    [Fact]
    public void RecordsThatHoldOneCompareByValue() =>
        Assert.Equal(
            new RegistryHolder(new(["a"])),
            new RegistryHolder(new(["a"])));

    private sealed record RegistryHolder(EquatableArray<string> Names);
}
