namespace TypedTasks.Generators.Tests.Units;

public class CSharpTextTests
{
    [Theory]
    [InlineData("photo", "photo")]
    [InlineData("class", "@class")]
    [InlineData("await", "@await")]
    [InlineData("record", "record")]
    public void KeywordsAreEscaped(string name, string identifier) =>
        Assert.Equal(identifier, CSharpText.Identifier(name));

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("record", "@record")]
    [InlineData("Photos", "Photos")]
    public void ContextualKeywordsAreEscapedAsTypes(string name, string identifier) =>
        Assert.Equal(identifier, CSharpText.TypeIdentifier(name));

    [Theory]
    [InlineData(null, "null")]
    [InlineData("a\"b\\c\n\u0001", "\"a\\\"b\\\\c\\n\\u0001\"")]
    public void StringsAreLiterals(string? text, string literal) => Assert.Equal(literal, CSharpText.Literal(text));

    [Fact]
    public void ATakenNameGetsTheFirstFreeNumber()
    {
        Assert.Equal("A", CSharpText.Unused("A", ["B"]));
        Assert.Equal("A2", CSharpText.Unused("A", ["A", "A3"]));
        Assert.Equal("A4", CSharpText.Unused("A", ["A", "A2", "A3"]));
    }

    [Fact]
    public void HashesAreTheSameEverywhere() => Assert.Equal(0x4745b8dcu, CSharpText.Hash("Gallery.Photos"));
}
