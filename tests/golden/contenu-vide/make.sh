mkdir -p content/pages
