namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>What the broker was like after each frame, over all its lives, and up to where somebody was told.</summary>
internal sealed class History
{
    private readonly List<Picture> _pictures = [new("", [])];
    private Dictionary<string, long> _highest = [];
    private string? _flaw;

    public int Last => _pictures.Count - 1;

    /// <summary>The last picture that somebody was told of: it may never be undone.</summary>
    public int Acknowledged { get; private set; }

    public Picture this[int index] => _pictures[index];

    public void Used(string path, long sequence) => _highest[path] = Math.Max(_highest.GetValueOrDefault(path), sequence);

    /// <summary>An entity that is made anew counts anew.</summary>
    public void Forget(string path) => _highest.Remove(path);

    public void Add(string text, bool isFrame)
    {
        if (isFrame) _pictures.Add(new(text, new(_highest)));
        else if (text != _pictures[^1].Text) _flaw ??= $"Something changed and the journal was not told.\nBefore:\n{_pictures[^1].Text}\nAfter:\n{text}";
    }

    public void Acknowledge(int index) => Acknowledged = Math.Max(Acknowledged, index);

    public void Check() => Assert.True(_flaw is null, _flaw);

    /// <summary>Finds the picture that the journal was left with, and forgets what came after it.</summary>
    public Picture ReturnTo(string text, Func<string, long> lastSequence, bool mayForget)
    {
        Check();
        // Where two pictures are alike, the numbers that were used tell them apart.
        var index = _pictures.FindLastIndex(picture => picture.Text == text && picture.Highest.All(used => used.Value <= lastSequence(used.Key)));
        Assert.True(index >= 0, $"What is left was never there:\n{text}\nLast:\n{_pictures[^1].Text}");
        Assert.True(mayForget || index >= Acknowledged, $"What was acknowledged is lost: {Acknowledged} of {Last} was, {index} is left.\nLeft:\n{text}\nAcknowledged:\n{_pictures[Acknowledged].Text}");
        _pictures.RemoveRange(index + 1, Last - index);
        Acknowledged = index;
        _highest = new(_pictures[index].Highest);
        return _pictures[index];
    }
}
