namespace Anomaly.Detection.Evaluation;

/// <summary>How the bound of a share is reckoned that holds with a given confidence.</summary>
public enum ProportionBound
{
    /// <summary>Clopper and Pearson (1934), from the binomial distribution itself: never too bold, sometimes too careful.</summary>
    ClopperPearson,

    /// <summary>Wilson (1927), from the normal approximation: right on average, a little bold for shares next to 1.</summary>
    Wilson,
}
