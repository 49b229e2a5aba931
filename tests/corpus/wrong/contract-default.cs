namespace Corpus;

public partial interface IWrongCopies
{
    [Task] Task Send(string to, int copies = 1, string? subject = null);
}

[TaskImplementation]
public sealed class WrongCopies : IWrongCopies
{
    public Task Send(string to, int copies = 2, string? subject = null) => File.WriteAllTextAsync(to, $"{copies} {subject}"); //! TT0021
}
