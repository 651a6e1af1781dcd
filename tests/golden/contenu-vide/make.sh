mkdir -p content/dispositifs
