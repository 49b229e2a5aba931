namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>What the broker was like after each frame, over all its lives, and up to where somebody was told.</summary>
internal sealed class History
{
    private readonly List<Picture> pictures = [new("", [])];
    private Dictionary<string, long> highest = [];
    private string? flaw;

    public int Last => pictures.Count - 1;

    /// <summary>The last picture that somebody was told of: it may never be undone.</summary>
    public int Acknowledged { get; private set; }

    public Picture this[int index] => pictures[index];

    public void Used(string path, long sequence) => highest[path] = Math.Max(highest.GetValueOrDefault(path), sequence);

    /// <summary>An entity that is made anew counts anew.</summary>
    public void Forget(string path) => highest.Remove(path);

    public void Add(string text, bool isFrame)
    {
        if (isFrame)
            pictures.Add(new(text, new(highest)));
        else if (text != pictures[^1].Text)
            flaw ??= $"Something changed and the journal was not told.\nBefore:\n{pictures[^1].Text}\nAfter:\n{text}";
    }

    public void Acknowledge(int index) => Acknowledged = Math.Max(Acknowledged, index);

    public void Check() => Assert.True(flaw is null, flaw);

    /// <summary>Finds the picture that the journal was left with, and forgets what came after it.</summary>
    public Picture ReturnTo(string text, Func<string, long> lastSequence, bool mayForget)
    {
        Check();
        // Where two pictures are alike, the numbers that were used tell them apart.
        var index = pictures.FindLastIndex(picture => picture.Text == text && picture.Highest.All(used => used.Value <= lastSequence(used.Key)));
        Assert.True(index >= 0, $"What is left was never there:\n{text}\nLast:\n{pictures[^1].Text}");
        Assert.True(mayForget || index >= Acknowledged, $"What was acknowledged is lost: {Acknowledged} of {Last} was, {index} is left.\nLeft:\n{text}\nAcknowledged:\n{pictures[Acknowledged].Text}");
        pictures.RemoveRange(index + 1, Last - index);
        Acknowledged = index;
        highest = new(pictures[index].Highest);
        return pictures[index];
    }
}
