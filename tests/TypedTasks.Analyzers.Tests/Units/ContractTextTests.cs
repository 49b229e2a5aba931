using TypedTasks.Analyzers.Contracts;

namespace TypedTasks.Analyzers.Tests.Units;

/// <summary>Lines of a contract file: what is read, what is written back, and what is refused.</summary>
public class ContractTextTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" ", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData(" a , b ", new[] { "a", "b" })]
    [InlineData("a,", new[] { "a", "" })]
    [InlineData("A<b, c>, (d, e), f[,]", new[] { "A<b, c>", "(d, e)", "f[,]" })]
    [InlineData("A<B<c, d>, (e, f)>, g", new[] { "A<B<c, d>, (e, f)>", "g" })]
    public void PartsStandBetweenCommasOutsideOfBrackets(string text, string[] parts) => Assert.Equal(parts, ContractText.Split(text, ','));

    [Theory]
    [InlineData("f()", 1, 2)]
    [InlineData("f(a: (b, c), d: E<f>): g", 1, 20)]
    [InlineData("{[a]{<b>}}", 0, 9)]
    [InlineData("f(a", 1, -1)]
    [InlineData("f((a)", 1, -1)]
    public void BracketsClose(string text, int open, int closing) => Assert.Equal(closing, ContractText.Closing(text, open));

    [Theory]
    [InlineData("task a.b(): nothing")]
    [InlineData("task a.b(c: (int, string), d?: Dictionary<string, int>): Demo.E[]")]
    [InlineData("type Demo.A { }")]
    [InlineData("type Demo.A { b: int, c!: string }")]
    [InlineData("enum Demo.A { B: 0, C: -1 }")]
    public void ALineIsWrittenAsItWasRead(string line) => Assert.Equal(line, Contract.Parse(line)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("task")]
    [InlineData("other a(): b")]
    [InlineData("task a: b")]
    [InlineData("task (): b")]
    [InlineData("task a()")]
    [InlineData("task a(): ", true)]
    [InlineData("task a() b")]
    [InlineData("task a(b: c: d")]
    [InlineData("task a(b): c")]
    [InlineData("task a(: b): c")]
    [InlineData("task a(b: int,): c")]
    [InlineData("type a")]
    [InlineData("type { }")]
    [InlineData("type a { b: int")]
    [InlineData("type a { b }")]
    [InlineData("enum a b: 1 }")]
    public void OtherLinesAreRefused(string line, bool isRead = false) => Assert.Equal(isRead, Contract.Parse(line) is not null);

    [Theory]
    [InlineData("a: int", "a", "int", false, false)]
    [InlineData("a?: int", "a", "int", true, false)]
    [InlineData(" a! :int ", "a", "int", false, true)]
    public void FieldsSayWhetherTheyMayBeMissing(string text, string name, string type, bool isOptional, bool isRequired)
    {
        var field = ContractField.Parse(text)!;

        Assert.Equal((name, type, isOptional, isRequired), (field.Name, field.Type, field.IsOptional, field.IsRequired));
    }
}
