using TypedTasks.Plans;
using static TypedTasks.Tests.Letters.Tasks;

namespace TypedTasks.Tests.Signatures;

public sealed class CompositionTests
{
    [Fact]
    public void A_signature_prints_its_steps_and_its_type_and_no_argument()
    {
        Assert.Equal("letters.a : int", A(42).ToString());
        Assert.Equal("letters.a | letters.b >> letters.a : int", (A(1) | B() >> A(2)).ToString());
        Assert.Equal("letters.a | (letters.b, letters.c) | letters.d : string", (A(1) | (B(), C()) | D()).ToString());
        Assert.Equal("group(letters.a, letters.a) | letters.sum : int", (Group.Of(A(1), A(2)) | Sum()).ToString());
        Assert.Equal(
            "group(letters.a, letters.a, letters.a, … 9 in all) : IReadOnlyList<int>",
            Group.Of(Enumerable.Range(0, 9).Select(i => A(i))).ToString());
        Assert.Equal("letters.list | (letters.b | letters.c).each : IReadOnlyList<string>", (List(3) | (B() | C()).Each()).ToString());
        Assert.Equal("(letters.a, letters.c) : (int, string)", (A(1), C(2)).Join().ToString());
        Assert.Equal("letters.a | group(letters.b, letters.b).settled : IReadOnlyList<Outcome<int>>", (A(1) | Group.Of(B(), B()).Settled()).ToString());
        Assert.Equal("(letters.a | group(letters.b, letters.b)).settled : IReadOnlyList<Outcome<int>>", (A(1) | Group.Of(B(), B())).Settled().ToString());
    }

    [Fact]
    public void Operators_and_words_make_the_same_plan()
    {
        Assert.Equal(Print(A(1) | B() | C()), Print(Chain.Of(A(1), B(), C())));
        Assert.Equal(Print(A(1) | B() | C()), Print(A(1).Then(B()).Then(C())));
        Assert.Equal(Print(A(1) | B() >> A(2)), Print((A(1) | B()) >> A(2)));
        Assert.Equal(Print(A(1) | (B() | C())), Print(A(1) | B() | C()));
    }

    [Fact]
    public void Options_change_a_copy()
    {
        var call = B(1);
        var moved = call.OnQueue("gpu").WithRetry(9);
        Assert.Null(call.Node.Options);
        Assert.Equal("gpu", moved.Node.Options?.Queue);
        Assert.Equal(9, moved.Node.Options?.Retry?.MaxRetries);
        Assert.IsAssignableFrom<Signature<int>>(moved);
    }

    [Fact]
    public void Options_of_a_composition_are_defaults_of_its_steps()
    {
        var delay = TimeSpan.FromSeconds(3);
        var flow = (A(1) | B().OnQueue("own") | C()).OnQueue("gpu").WithDelay(delay);
        var steps = Assert.IsType<SequenceNode>(PlanCompiler.Compile(((ISignature)flow).Node)).Items.Select(static n => n.Call!).ToArray();
        Assert.Equal(["gpu", "own", "gpu"], steps.Select(s => s.QueueName));
        Assert.Equal([delay, null, null], steps.Select(s => s.Options?.Delay));
    }

    [Fact]
    public void A_delay_holds_the_first_steps_of_every_member()
    {
        var at = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var plan = PlanCompiler.Compile(((ISignature)Group.Of(A(1) | B(), A(2)).At(at)).Node);
        var members = Assert.IsType<GroupNode>(plan).Nodes;
        var chain = Assert.IsType<SequenceNode>(members[0]);
        Assert.Equal(at, chain.Items[0].Options?.At);
        Assert.Null(chain.Items[1].Options);
        Assert.Equal(at, members[1].Options?.At);
    }

    [Fact]
    public void A_time_out_of_a_composition_is_a_scope()
    {
        var flow = (A(1) | B()).WithTimeout(TimeSpan.FromSeconds(1));
        var limit = Assert.IsType<LimitNode>(PlanCompiler.Compile(((ISignature)flow).Node));
        Assert.Equal(TimeSpan.FromSeconds(1), limit.Limit.Length);
        Assert.IsType<SequenceNode>(limit.Body);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_where_they_are_said()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => A(1).WithRetry(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => A(1).WithRetry(1001));
        Assert.Throws<ArgumentOutOfRangeException>(() => A(1).WithTimeout(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => A(1).WithDelay(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentException>(() => A(1).WithId("no spaces"));
        Assert.Throws<ArgumentException>(() => A(1).WithId(new string('x', 65)));
        Assert.Throws<ArgumentException>(() => A(1).OnQueue(" "));
        Assert.Throws<ArgumentException>(() => Group.Of<int>(A(1), null!));
    }

    private static string Print(ISignature signature) => PlanPrinter.Print(signature.Node);
}
