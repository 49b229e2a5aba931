namespace TypedTasks.Operations;

/// <summary>Who does something, and why. Both are written down with what is done.</summary>
public sealed record ActionBy
{
    private const int MostActor = 200;
    private const int MostReason = 1000;

    /// <summary>Names an actor and a reason.</summary>
    /// <param name="actor">Who: a name, up to 200 characters.</param>
    /// <param name="reason">Why: up to 1,000 characters.</param>
    /// <exception cref="ArgumentException">One of them is empty, or too long.</exception>
    public ActionBy(string actor, string reason)
    {
        (Actor, Reason) = (Checked(actor, MostActor, nameof(actor)), Checked(reason, MostReason, nameof(reason)));
    }

    /// <summary>Who.</summary>
    public string Actor { get; }

    /// <summary>Why.</summary>
    public string Reason { get; }

    private static string Checked(string text, int most, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new ArgumentException($"The {name} is missing: say who does it and why, for it is written down.", name);
        Serialization.WholeText.Check(text);
        return text.Length <= most ? text.Trim() : throw new ArgumentException($"The {name} has {text.Length} characters; at most {most} are kept.", name);
    }
}
