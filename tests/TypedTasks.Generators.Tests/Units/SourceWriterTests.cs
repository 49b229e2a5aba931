using TypedTasks.Generators.Emitting;

namespace TypedTasks.Generators.Tests.Units;

public class SourceWriterTests
{
    [Fact]
    public void BlocksAreIndented()
    {
        var writer = new SourceWriter();
        writer.Open("class A");
        writer.Open("void B()");
        writer.Line("C();");
        writer.Close();
        writer.Close(";");

        Assert.Equal("class A\n{\n    void B()\n    {\n        C();\n    }\n};\n", writer.ToString());
    }

    [Fact]
    public void EmptyLinesHaveNoSpaces()
    {
        var writer = new SourceWriter();
        writer.Open("class A");
        writer.Line();
        writer.Close();

        Assert.Equal("class A\n{\n\n}\n", writer.ToString());
    }

    [Fact]
    public void AContinuedLineStandsFurtherIn()
    {
        var writer = new SourceWriter();
        writer.Line("class A");
        writer.Continued(": B");
        writer.Open();
        writer.Close();

        Assert.Equal("class A\n    : B\n{\n}\n", writer.ToString());
    }

    [Fact]
    public void MoreClosedThanOpenedIsAMistakeOfTheCaller() =>
        Assert.Equal("There is no open block.", Assert.Throws<InvalidOperationException>(() => new SourceWriter().Close()).Message);
}
