namespace TypedTasks.Analyzers.Tests.Delivered;

/// <summary>A way in which a value gets from one task to another.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Flow">The expression: $from and $to are the tasks' numbers, $v the number of the value, $type the type that is taken.</param>
/// <param name="Expected">What must arrive, described.</param>
internal sealed record Form(string Name, string Flow, string Expected = "Seen.Of(Values.Of$from[$v])")
{
    private const string Two = "\"(\" + Seen.Of(Values.Of$from[$v]) + \", \" + Seen.Of(Values.Of$from[0]) + \")\"";
    private const string List = "\"[\" + Seen.Of(Values.Of$from[$v]) + \", \" + Seen.Of(Values.Of$from[0]) + \"]\"";

    private static readonly int Text = Catalogue.All.Select(static t => t.Name).ToList().IndexOf("string");

    public static readonly IReadOnlyList<Form> All =
    [
        new("|", "Make$from($v) | Take$to()"),
        new("Then", "Make$from($v).Then(Take$to())"),
        new("Chain", "Chain.Of(Make$from($v), Take$to())"),
        new("argument", "Take$to(Values.Of$from[$v])", "Seen.Of(($type)Values.Of$from[$v])"),
        new("group", "Group.Of(Make$from($v), Make$from(0)) | TakeList$to()", List),
        new("typed group", "Group.Of<$type>(Make$from($v), Make$from(0)) | TakeList$to()", List),
        new("tuple", "(Make$from($v), Make$from(0)) | TakeTwo$to()", Two),
        new("join", "(Make$from($v), Make$from(0)).Join() | TakeTwo$to()", Two),
        new("fork", "Make$from($v) | (Take$to(), Take$to()) | TakeTwo$string()", "\"(\" + Seen.Of(Seen.Of(Values.Of$from[$v])) + \", \" + Seen.Of(Seen.Of(Values.Of$from[$v])) + \")\""),
        new("Each", "MakeList$from($v) | Take$to().Each()", "\"[\" + Seen.Of(Seen.Of(Values.Of$from[$v])) + \"]\""),
        new("Recover", "Fail$to().Recover(Make$from($v)) | Take$to()"),
        new("FirstOf", "Group.FirstOf<$type>(Make$from($v)) | Take$to()"),
        new("Settled", "Make$from($v).Settled() | TakeOutcome$to()"),
        new("value", "Signature.Value(Values.Of$from[$v]) | Take$to()", "Seen.Of(($type)Values.Of$from[$v])"),
        new("value to Each", "Signature.Value(Values.List(Values.Of$from[$v])) | Take$to().Each()", "\"[\" + Seen.Of(Seen.Of(Values.Of$from[$v])) + \"]\""),
        new("branch", "Make$from($v).OnSuccess(Take$to()) | Take$from()"),
        new("compensation", "Make$from($v).CompensateWith(Take$to()) | Take$from()"),
        new("lambda", "Back<$type>(() => Make$from($v)) | Take$to()"),
        new("handle", "Back<$type>(Make$from($v))") { IsHeld = true },
    ];

    /// <summary>Whether the result of the flow is what arrives, and not what the last task says of it.</summary>
    public bool IsHeld { get; init; }

    public string Write(int from, int to, int value, string type) => Fill(Flow, from, to, value, type);

    public string WriteExpected(int from, int to, int value, string type) => Fill(Expected, from, to, value, type);

    private static string Fill(string text, int from, int to, int value, string type) => text
        .Replace("$string", $"{Text}", StringComparison.Ordinal).Replace("$from", $"{from}", StringComparison.Ordinal).Replace("$to", $"{to}", StringComparison.Ordinal)
        .Replace("$v", $"{value}", StringComparison.Ordinal).Replace("$type", type, StringComparison.Ordinal);
}
