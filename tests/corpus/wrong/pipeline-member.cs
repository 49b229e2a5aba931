namespace Corpus;

public static partial class WrongPipelineMember
{
    [Pipeline]
    public static int Path => 5; //! TT1012
}
